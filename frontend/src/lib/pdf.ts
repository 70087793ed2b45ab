// Showing a PDF in the page, by pdf.js, which is loaded when the first paper is
// looked at. Its older build: macOS 13 lacks some of what the newer one asks for.
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { type Reading, readingOf } from './pdfreading';

/** A page drawn: its picture, and its words over it for whoever selects them. */
export type Drawn = { picture: HTMLCanvasElement; words: HTMLElement };

export type PdfPage = {
  /** In CSS pixels at its own size. */
  width: number;
  height: number;
  /** What it says, in the order and with the parts that its tags give. */
  reading: Reading[];
  /** Draws it at a scale; `cancel` stops that, and then nothing comes. */
  draw: (scale: number) => { drawn: Promise<Drawn | null>; cancel: () => void };
};

export type Pdf = {
  pages: number;
  /** A page, from 1. */
  page: (number: number) => Promise<PdfPage>;
  close: () => void;
};

const loadEngine = () => import('pdfjs-dist/legacy/build/pdf.mjs');
type Engine = Awaited<ReturnType<typeof loadEngine>>;
type EnginePage = Awaited<
  ReturnType<Awaited<ReturnType<Engine['getDocument']>['promise']>['getPage']>
>;

async function bytesOf(url: string): Promise<ArrayBuffer> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.arrayBuffer();
}

/** CSS pixels in a point of the PDF. */
const cssPixels = 96 / 72;

/** Opens the PDF at an address of the window's own. Fails when it is not there or no PDF. */
export async function openPdf(url: string): Promise<Pdf> {
  const [engine, data] = await Promise.all([loadEngine(), bytesOf(url)]);
  engine.GlobalWorkerOptions.workerSrc = workerUrl;
  // Nothing but the file itself: the page's policy lets in neither eval nor WebAssembly.
  const loading = engine.getDocument({ data, useWasm: false, enableXfa: false });
  const file = await loading.promise;
  return {
    pages: file.numPages,
    page: async (number) => pageOf(engine, await file.getPage(number)),
    close: () => void loading.destroy(),
  };
}

async function pageOf(engine: Engine, page: EnginePage): Promise<PdfPage> {
  const size = page.getViewport({ scale: cssPixels });
  const [tree, text] = await Promise.all([
    page.getStructTree(),
    page.getTextContent({ includeMarkedContent: true }),
  ]);
  return {
    width: size.width,
    height: size.height,
    reading: readingOf(tree, text.items),
    draw: (scale) => {
      const viewport = page.getViewport({ scale: scale * cssPixels });
      const dots = window.devicePixelRatio || 1;
      const picture = document.createElement('canvas');
      picture.width = Math.floor(viewport.width * dots);
      picture.height = Math.floor(viewport.height * dots);
      const words = document.createElement('div');
      words.className = 'pdf-words';
      words.style.setProperty('--total-scale-factor', String(viewport.scale));
      const painting = page.render({
        canvas: picture,
        viewport,
        transform: dots === 1 ? undefined : [dots, 0, 0, dots, 0, 0],
      });
      const layer = new engine.TextLayer({
        textContentSource: text,
        container: words,
        viewport,
      });
      const stopped = (error: unknown) => {
        const names = ['RenderingCancelledException', 'AbortException'];
        if (error instanceof Error && names.includes(error.name)) return null;
        throw error;
      };
      return {
        drawn: Promise.all([painting.promise, layer.render()])
          .then(() => ({ picture, words }))
          .catch(stopped),
        cancel: () => {
          painting.cancel();
          layer.cancel();
        },
      };
    },
  };
}
