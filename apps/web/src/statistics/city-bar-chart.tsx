import { useMergedRef, useResizeObserver } from '@mantine/hooks';
import { axisX, axisY, barX, plot, ruleX, text } from '@observablehq/plot';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../mass';

export interface Bar {
  name: string;
  value: number;
  /** The part that both sides confirm; null where the measure does not know. */
  confirmed: number | null;
}

const BAR_HEIGHT_PX = 28;
/** About what one letter of 14 px Inter takes. */
const LETTER_PX = 8;

/** Horizontal bars: what both sides confirm is solid, what one side says is outlined. */
export default function CityBarChart({ bars, label }: { bars: Bar[]; label: string }) {
  const { t, i18n } = useTranslation();
  const boxRef = useRef<HTMLDivElement>(null);
  const [observe, size] = useResizeObserver<HTMLDivElement>();
  const ref = useMergedRef(boxRef, observe);
  const hasConfirmed = bars.some((bar) => bar.confirmed !== null);

  useEffect(() => {
    const box = boxRef.current;
    if (box === null || size.width === 0) return;
    const svg = draw(bars, size.width, i18n.language);
    // Plot labels its groups, which an image has none of: the facts are in the table.
    for (const group of svg.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
    box.replaceChildren(svg);
  }, [bars, label, size.width, i18n.language]);

  return (
    <>
      {hasConfirmed && (
        <p className="legend">
          <span className="swatch swatch-solid" aria-hidden="true" />{' '}
          {t('statistics.legendConfirmed')}
          <span className="swatch swatch-outline" aria-hidden="true" />{' '}
          {t('statistics.legendOneSide')}
        </p>
      )}
      <div ref={ref} style={{ minHeight: bars.length * BAR_HEIGHT_PX + 40 }} />
    </>
  );
}

function draw(bars: Bar[], width: number, locale: string): SVGSVGElement | HTMLElement {
  const longest = Math.max(...bars.map((bar) => bar.name.length));
  const hasConfirmed = bars.some((bar) => bar.confirmed !== null);
  const decimals = hasConfirmed ? 1 : 0;
  const solid = bars.filter((bar) => (bar.confirmed ?? 0) > 0);
  return plot({
    width,
    height: bars.length * BAR_HEIGHT_PX + 40,
    marginLeft: Math.min(longest * LETTER_PX + 12, width * 0.4),
    marginRight: 64,
    marginTop: 4,
    style: { fontSize: '14px', background: 'none', overflow: 'visible' },
    x: { label: null, insetRight: 4 },
    y: { domain: bars.map((bar) => bar.name), label: null },
    marks: [
      axisX({
        ticks: Math.max(2, Math.floor(width / 160)),
        tickSize: 0,
        fontSize: 12,
        tickFormat: (tick: number) => number(tick, locale),
      }),
      axisY({ tickSize: 0, lineWidth: (width * 0.4) / 14, textOverflow: 'ellipsis' }),
      barX(bars, {
        x: 'value',
        y: 'name',
        fill: hasConfirmed ? 'var(--bar-outline-fill)' : 'var(--bar-solid)',
        stroke: 'var(--bar-solid)',
        insetTop: 4,
        insetBottom: 4,
      }),
      barX(solid, {
        x: 'confirmed',
        y: 'name',
        fill: 'var(--bar-solid)',
        insetTop: 4,
        insetBottom: 4,
      }),
      text(bars, {
        x: 'value',
        y: 'name',
        text: (bar: Bar) => number(bar.value, locale, decimals, decimals),
        textAnchor: 'start',
        dx: 6,
        fontVariant: 'tabular-nums',
      }),
      ruleX([0]),
    ],
  });
}
