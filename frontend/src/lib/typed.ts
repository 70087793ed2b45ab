// A search field that shows each letter at once and tells the address bar a moment later.
import { useEffect, useEffectEvent, useRef, useState } from 'react';

const pause = 120;

/** What is typed, and how to type: `push` hears of it after a short pause. */
export function useTyped(value: string, push: (typed: string) => void) {
  const [typed, setTyped] = useState(value);
  const known = useRef(value);
  const sent = useRef<string[]>([]);

  const send = useEffectEvent((typedNow: string) => {
    if (typedNow === known.current) return;
    known.current = typedNow;
    sent.current.push(typedNow);
    push(typedNow);
  });
  useEffect(() => {
    const timer = setTimeout(() => send(typed), pause);
    return () => clearTimeout(timer);
  }, [typed]);

  // The address changed: what was typed here comes back, perhaps late, and is
  // let be; a link, or Back, fills the field.
  useEffect(() => {
    const at = sent.current.indexOf(value);
    if (at >= 0) {
      sent.current.splice(0, at + 1);
    } else if (value !== known.current) {
      known.current = value;
      setTyped(value);
    }
  }, [value]);

  return [typed, setTyped] as const;
}
