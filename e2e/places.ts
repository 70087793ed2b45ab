import { fileURLToPath } from 'node:url';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export const root = path('../');
export const program = path('../build/bin/daybook-dev');
export const page = path('../frontend/dist');
export const template = path('../build/test-college');
export const axe = path('./node_modules/axe-core/axe.min.js');

/** The moment at which every test begins: a quarter to nine on a Friday of the sample's current term. */
export const now = '2026-11-20T08:45:00Z';
