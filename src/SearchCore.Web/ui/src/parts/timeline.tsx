import { useEffect, useRef, useState } from 'preact/hooks';
import { plural, showBucket, showTick, unitEnd } from '../dates';
import type { Bucket, Gap, Unit } from '../types';

interface Props {
  buckets: Bucket[];
  gaps: Gap[];
  unit: Unit;
  label: string;
  /** What the tallest bar stands for; the most of the buckets by itself. */
  top?: number;
  /** A range was brushed: the first day inside and the first day behind. `bucket` tells that a single bucket was pointed at. */
  onRange?: (from: string, to: string, bucket: boolean) => void;
}

const height = 84;
const axis = 18;
/** How wide a break is at most, and which share of the whole all of them may take. */
const widestBreak = 26;
const breakShare = 0.4;

interface Slot {
  bucket: Bucket;
  x: number;
  width: number;
}

interface Break {
  gap: Gap;
  x: number;
  width: number;
}

/** Where each bucket stands: side by side, with a break where the timeline leaves a stretch out. */
function layOut(buckets: Bucket[], gaps: Gap[], width: number): { slots: Slot[]; breaks: Break[] } {
  const gapWidth = gaps.length === 0 ? 0 : Math.min(widestBreak, (width * breakShare) / gaps.length);
  const each = buckets.length > 0 ? (width - gaps.length * gapWidth) / buckets.length : 0;
  const size = Math.min(each, 44);
  const slots: Slot[] = [];
  const breaks: Break[] = [];
  let x = 0;
  let next = 0;
  for (const bucket of buckets) {
    for (let gap = gaps[next]; gap && gap.start <= bucket.start; gap = gaps[++next]) {
      breaks.push({ gap, x, width: gapWidth });
      x += gapWidth;
    }
    slots.push({ bucket, x, width: size });
    x += size;
  }
  return { slots, breaks };
}

const describe = (b: Bucket, unit: Unit): string =>
  `${showBucket(b.start, unit)}: ${plural(b.count, 'match', 'matches')} of ${plural(b.articles, 'article')}${b.burst ? ', a burst' : ''}`;

/** Matches over time. A range is chosen by dragging, or with the two handles and the arrow keys; a click goes into one bucket. */
export function Timeline({ buckets, gaps, unit, label, top, onRange }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  const [range, setRange] = useState<[number, number] | null>(null);
  const [drag, setDrag] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth || 600));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => setRange(null), [buckets]);

  if (buckets.length === 0) return <div class="timeline empty" ref={frame} />;

  const { slots, breaks } = layOut(buckets, gaps, width);
  const most = Math.max(1, top ?? 0, ...buckets.map(b => b.count));
  const last = slots.length - 1;
  const [from, to] = range ?? [0, last];
  const at = (event: { clientX: number }): number => {
    const x = event.clientX - (frame.current?.getBoundingClientRect().left ?? 0);
    const found = slots.findIndex(s => x < s.x + s.width);
    return found < 0 ? last : found;
  };
  const choose = (a: number, b: number): void => {
    const first = slots[Math.min(a, b)];
    const final = slots[Math.max(a, b)];
    if (first && final) onRange?.(first.bucket.start, unitEnd(final.bucket.start, unit), a === b);
  };

  const handle = (which: 0 | 1) => {
    const index = which === 0 ? from : to;
    const slot = slots[index];
    if (!slot) return null;
    const limits: [number, number] = which === 0 ? [0, to] : [from, last];
    const move = (next: number): void => {
      const inside = Math.min(limits[1], Math.max(limits[0], next));
      setRange(which === 0 ? [inside, to] : [from, inside]);
      setPointed(inside);
    };
    const steps: Record<string, number> = {
      ArrowLeft: index - 1, ArrowDown: index - 1, ArrowRight: index + 1, ArrowUp: index + 1,
      PageDown: index - 10, PageUp: index + 10, Home: limits[0], End: limits[1],
    };
    return (
      <div
        class="handle"
        role="slider"
        tabIndex={0}
        aria-label={`${which === 0 ? 'First' : 'Last'} of the range; Enter narrows the search to it`}
        aria-valuemin={limits[0]}
        aria-valuemax={limits[1]}
        aria-valuenow={index}
        aria-valuetext={describe(slot.bucket, unit)}
        style={{ left: `${which === 0 ? slot.x : slot.x + slot.width}px` }}
        onKeyDown={event => {
          const next = steps[event.key];
          if (next !== undefined) {
            event.preventDefault();
            move(next);
          } else if (event.key === 'Enter') {
            event.preventDefault();
            choose(from, to);
          } else if (event.key === 'Escape' && range) {
            event.stopPropagation();
            setRange(null);
          }
        }}
      />
    );
  };

  const said = pointed === null ? null : slots[pointed];
  return (
    <div class={`timeline${onRange ? ' brushable' : ''}`}>
      <div class="timeline-frame" ref={frame}>
        <svg
          width={width}
          height={height + axis}
          role="img"
          aria-label={`${label}, ${extent(buckets, unit)}, at most ${most} in a ${unit}`}
          onPointerDown={event => {
            if (!onRange || event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setDrag(at(event));
            setRange([at(event), at(event)]);
          }}
          onPointerMove={event => {
            setPointed(at(event));
            if (drag !== null) setRange([Math.min(drag, at(event)), Math.max(drag, at(event))]);
          }}
          onPointerUp={event => {
            if (drag !== null) choose(drag, at(event));
            setDrag(null);
          }}
          onPointerCancel={() => {
            setDrag(null);
            setRange(null);
          }}
          onPointerLeave={() => drag === null && setPointed(null)}
        >
          <line class="grid" x1={0} x2={width} y1={9.5} y2={9.5} />
          <text class="tick" x={0} y={5}>
            {most}
          </text>
          <line class="axis" x1={0} x2={width} y1={height + 0.5} y2={height + 0.5} />
          {range && slots[from] && slots[to] && (
            <rect class="brush" x={slots[from].x} y={0} width={slots[to].x + slots[to].width - slots[from].x} height={height} />
          )}
          {slots.map(({ bucket, x, width: w }, i) => {
            const tall = bucket.count === 0 ? 0 : Math.max(2, (bucket.count / most) * (height - 10));
            const thin = w > 4 ? 1 : 0;
            return (
              <rect
                key={bucket.start}
                class={`bar${bucket.burst ? ' burst' : ''}${i === pointed ? ' pointed' : ''}${i < from || i > to ? ' out' : ''}`}
                data-start={bucket.start}
                data-count={bucket.count}
                x={x}
                y={height - tall}
                width={Math.max(1.2, w - thin)}
                height={tall}
              />
            );
          })}
          {breaks.map(({ gap, x, width: w }) => {
            const middle = x + w / 2;
            const lean = Math.min(2, w / 6);
            return (
              <g key={gap.start} class="break">
                <line x1={middle - 2 * lean} x2={middle} y1={height + 5} y2={height - 5} />
                <line x1={middle} x2={middle + 2 * lean} y1={height + 5} y2={height - 5} />
              </g>
            );
          })}
          {ticks(slots, unit, width).map(({ slot, text }) => (
            <text key={slot.bucket.start} class="tick" x={slot.x} y={height + axis - 4}>
              {text}
            </text>
          ))}
        </svg>
        {onRange && handle(0)}
        {onRange && handle(1)}
      </div>
      <p class="timeline-said">
        {said
          ? describe(said.bucket, unit)
          : range
            ? 'Enter narrows the search to this range, Esc lets go.'
            : hint(breaks.length, Boolean(onRange))}
      </p>
    </div>
  );
}

const extent = (buckets: Bucket[], unit: Unit): string =>
  [buckets[0], buckets.at(-1)].map(b => (b ? showBucket(b.start, unit) : '')).join(' to ');

const hint = (breaks: number, brushable: boolean): string =>
  [
    brushable ? 'Drag over a range to narrow the search, click to look inside.' : '',
    breaks > 0 ? `${plural(breaks, 'stretch', 'stretches')} without matches left out.` : '',
  ].join(' ').trim();

/** As many labels as have room: years where they begin, otherwise every so manieth bucket. */
function ticks(slots: Slot[], unit: Unit, width: number): { slot: Slot; text: string }[] {
  const days = unit === 'day' || unit === 'week';
  const years = new Set(slots.map(s => s.bucket.start.slice(0, 4))).size;
  const room = days ? (years > 2 ? 64 : 52) : 40;
  const found: { slot: Slot; text: string }[] = [];
  let free = 0;
  const wanted = slots.length * (slots[0]?.width ?? 0) > 0 ? slots : [];
  const yearsOnly = unit !== 'year' && wanted.length > width / room && !days;
  for (const slot of wanted) {
    if (slot.x < free) continue;
    if (yearsOnly && found.length > 0 && !slot.bucket.start.endsWith('-01-01')) continue;
    const text = showTick(slot.bucket.start, unit, found.length === 0, days && years > 2);
    if (slot.x > width - text.length * 6.5) break;
    found.push({ slot, text });
    free = slot.x + Math.max(room, text.length * 6.5 + 8);
  }
  return found;
}
