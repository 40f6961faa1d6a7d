/** Goes to a page of the payment service. Refuses anything but http(s), so that no answer can run a script here. */
export function goToHostedPage(address: string): void {
  if (!/^https?:$/.test(new URL(address).protocol)) throw new TypeError('not a web address');
  location.assign(address);
}
