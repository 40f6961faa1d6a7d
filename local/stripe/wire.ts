import type Stripe from 'stripe';

/**
 * An SDK type as it looks on the wire: decimals are strings, references that could be expanded are ids, open enums are strings.
 * Objects of the double are declared with it, so the compiler checks their shape against the official types.
 */
export type Wire<Value> = [Extract<Value, string>] extends [never]
  ? WireEach<Value>
  : string extends Extract<Value, string>
    ? string | Extract<Value, null | undefined | number | boolean>
    : WireEach<Value>;

type WireEach<Value> = Value extends Stripe.Decimal
  ? string
  : Value extends Array<infer Item>
    ? Array<Wire<Item>>
    : Value extends object
      ? { [Key in keyof Value]: Wire<Value[Key]> }
      : Value;
