// What accompanies a bundle for those who audit it. Pure: no clock, no network.
export { BOM_PATH, type BomInput, createBom } from './create-bom.ts';
export { createNotices, NOTICES_PATH } from './create-notices.ts';
export { createProvenance, PROVENANCE_PATH, type ProvenanceInput } from './create-provenance.ts';
