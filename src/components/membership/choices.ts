/** What is needed once somebody decides something: one file, fetched then. */
export { default as ConfirmChoice } from './ConfirmChoice.svelte';
export { setRenewal } from './choices-api.ts';
export { default as NextTierDialog } from './NextTierDialog.svelte';
export { default as UpgradeDialog } from './UpgradeDialog.svelte';
