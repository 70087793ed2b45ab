// pdfjs-names.mjs PDF NAMES: which of the names (one a line, up to a tab; # is a
// remark) come back from a PDF's text, by pdf.js as in the window's preview and
// by pdftotext. Spaces and format characters do not count. Prints JSON: how many
// names there are, and which of them each reader misses.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { getDocument } from '../frontend/node_modules/pdfjs-dist/legacy/build/pdf.mjs';

const [file, list] = process.argv.slice(2);

const bare = (text) => text.normalize('NFC').replace(/[\s\p{Cf}]/gu, '');

const names = readFileSync(list, 'utf8')
  .split('\n')
  .filter((line) => line.trim() && !line.startsWith('#'))
  .map((line) => line.split('\t')[0]);

async function pdfjsText() {
  const data = new Uint8Array(readFileSync(file));
  const pdf = await getDocument({ data, verbosity: 0 }).promise;
  let text = '';
  for (let page = 1; page <= pdf.numPages; page++) {
    const { items } = await (await pdf.getPage(page)).getTextContent();
    text += items.map((item) => item.str ?? '').join('');
  }
  return text;
}

const missedIn = (text) => names.filter((name) => !bare(text).includes(bare(name)));

console.log(
  JSON.stringify({
    names: names.length,
    pdfjs: missedIn(await pdfjsText()),
    pdftotext: missedIn(
      execFileSync('pdftotext', ['-enc', 'UTF-8', file, '-'], { encoding: 'utf8' }),
    ),
  }),
);
