import { proofLimit } from '../../../supabase/functions/_shared/contracts/proof.ts';
import { PortalError, toPortalError } from '../../lib/errors.ts';
import type { ProductRow } from '../products/product-row.ts';
import { readProductId } from '../products/read-id.ts';
import { readProduct } from '../products/read-product.ts';
import { readSide } from './api.ts';
import { fetchProof, listProofs, type Proof, sendProof } from './proof-api.ts';

/** Sending proofs of purchase for a product, and those already sent. */
export class ProofState {
  product = $state.raw<ProductRow | null>(null);
  side = $state<'claimant' | 'holder' | null>(null);
  proofs = $state.raw<Proof[]>([]);
  /** The part that has left, from 0 to 1; null while nothing is sent. */
  progress = $state<number | null>(null);
  /** Name of the file sent last. */
  sent = $state('');
  /** The form was sent without a file. */
  isMissing = $state(false);
  /** The page could not be loaded. */
  error = $state<PortalError | null>(null);
  /** Sending or fetching was refused; it stays until the next try. */
  failure = $state<PortalError | null>(null);

  async open(): Promise<void> {
    this.error = null;
    try {
      const id = readProductId();
      const [product, side, proofs] = await Promise.all([readProduct(id), readSide(id), listProofs(id)]);
      this.side = side;
      this.proofs = proofs;
      this.product = product;
    } catch (failure) {
      this.error = toPortalError(failure);
    }
  }

  /** Sends a file; answers whether it arrived. A second call while one runs does nothing. */
  async send(file: File | undefined): Promise<boolean> {
    if (this.progress !== null || !this.product) return false;
    this.isMissing = !file;
    this.failure = null;
    this.sent = '';
    if (!file) return false;
    this.progress = 0;
    try {
      // Said at once and not after ten megabytes; the function checks again.
      if (file.size > proofLimit) throw new PortalError('file_too_large');
      const answer = await sendProof(this.product.id, file, (part) => {
        this.progress = part;
      });
      this.sent = answer.fileName;
      this.proofs = await listProofs(this.product.id).catch(() => this.proofs);
    } catch (failure) {
      this.failure = toPortalError(failure);
    }
    this.progress = null;
    return this.failure === null;
  }

  /** Saves a proof on the person's device. */
  async save(proof: Proof): Promise<void> {
    this.failure = null;
    try {
      const address = URL.createObjectURL(await fetchProof(proof.id));
      Object.assign(document.createElement('a'), { href: address, download: proof.file_name }).click();
      URL.revokeObjectURL(address);
    } catch (failure) {
      this.failure = toPortalError(failure);
    }
  }
}
