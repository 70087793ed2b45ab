import { useEffect, useRef, useState } from 'react';
import { openPdf, type Pdf, type PdfPage } from '../lib/pdf';
import { say } from '../lib/words';
import { Button, IconButton } from './Button';
import { Notice, Waiting } from './Notice';
import { PdfReading } from './PdfReading';

/** How large a page is shown, 1 being as wide as there is room. */
const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
const fits = zooms.indexOf(1);

/**
 * The pages of a PDF, one at a time: a picture whose words can be selected, and
 * unseen beside it what the page says, in the order and with the parts of its tags.
 */
export function PdfPages({ url, label }: { url: string; label: string }) {
  const { pdf, broken } = usePdf(url);
  const [number, setNumber] = useState(1);
  const [zoom, setZoom] = useState(fits);
  const page = usePage(pdf, number);
  if (broken) return <Notice kind="danger" title={say('pdf.broken')} />;
  if (!pdf) return <Waiting />;
  const percent = Math.round((zooms[zoom] ?? 1) * 100);
  return (
    <section className="pdf" aria-label={label}>
      <div className="pdf-bar">
        <div className="actions">
          <Button
            small
            icon="left"
            disabled={number <= 1}
            label={say('pdf.previousPage')}
            onClick={() => setNumber(number - 1)}
          >
            {say('pdf.previous')}
          </Button>
          <span role="status">{say('students.pageOf', { page: number, pages: pdf.pages })}</span>
          <Button
            small
            iconAfter="right"
            disabled={number >= pdf.pages}
            label={say('pdf.nextPage')}
            onClick={() => setNumber(number + 1)}
          >
            {say('pdf.next')}
          </Button>
        </div>
        <div className="actions">
          <IconButton
            icon="smaller"
            label={say('pdf.smaller')}
            onClick={() => setZoom(Math.max(zoom - 1, 0))}
          />
          <Button
            small
            kind="quiet"
            label={say('pdf.fit', { percent })}
            onClick={() => setZoom(fits)}
          >
            {say('pdf.percent', { percent })}
          </Button>
          <IconButton
            icon="larger"
            label={say('pdf.larger')}
            onClick={() => setZoom(Math.min(zoom + 1, zooms.length - 1))}
          />
        </div>
      </div>
      {page && <Sheet page={page} zoom={zooms[zoom] ?? 1} label={label} />}
    </section>
  );
}

/** One page on its sheet. Its picture is redrawn when the room or the zoom changes. */
function Sheet({ page, zoom, label }: { page: PdfPage; zoom: number; label: string }) {
  const frame = useRef<HTMLElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);

  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const measure = () => setRoom(box.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const scale = ((room || page.width) / page.width) * zoom;
  useEffect(() => {
    let wanted = true;
    const { drawn, cancel } = page.draw(scale);
    void drawn.then((done) => {
      if (wanted && done) sheet.current?.replaceChildren(done.picture, done.words);
    });
    return () => {
      wanted = false;
      cancel();
    };
  }, [page, scale]);

  const size = { width: page.width * scale, height: page.height * scale };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section ref={frame} className="pdf-frame" aria-label={say('pdf.page', { label })} tabIndex={0}>
      <div ref={sheet} className="pdf-sheet" style={size} aria-hidden="true" />
      <div className="unseen">
        <PdfReading parts={page.reading} />
      </div>
    </section>
  );
}

/** The PDF at an address, opened once and closed with the preview. */
function usePdf(url: string) {
  const [pdf, setPdf] = useState<Pdf | null>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    let wanted = true;
    const opening = openPdf(url);
    opening.then(
      (opened) => wanted && setPdf(opened),
      () => wanted && setBroken(true),
    );
    return () => {
      wanted = false;
      opening.then(
        (opened) => opened.close(),
        () => {}, // there is nothing to close
      );
    };
  }, [url]);
  return { pdf, broken };
}

/** A page of it; the one before stays in sight until it is read. */
function usePage(pdf: Pdf | null, number: number): PdfPage | null {
  const [page, setPage] = useState<PdfPage | null>(null);
  useEffect(() => {
    let wanted = true;
    void pdf?.page(number).then((read) => wanted && setPage(read));
    return () => {
      wanted = false;
    };
  }, [pdf, number]);
  return page;
}
