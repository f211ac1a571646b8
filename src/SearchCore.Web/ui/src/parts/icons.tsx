// Icons are drawn here: nothing is fetched for them.
const draw = (...paths: string[]) => (
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    {paths.map(d => (
      <path key={d} d={d} />
    ))}
  </svg>
);

export const IconSearch = () => draw('M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z', 'M10.4 10.4 14 14');
export const IconClose = () => draw('M4 4l8 8', 'M12 4l-8 8');
export const IconUp = () => draw('M3.5 10 8 5.5l4.5 4.5');
export const IconDown = () => draw('M3.5 6 8 10.5 12.5 6');
export const IconOut = () => draw('M6 3.5H3.5v9h9V10', 'M9 3h4v4', 'M13 3 7.5 8.5');
export const IconRight = () => draw('M6 3.5 10.5 8 6 12.5');
export const IconSun = () =>
  draw('M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z', 'M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1');
export const IconMoon = () => draw('M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z');
export const IconAuto = () => draw('M8 2.5a5.5 5.5 0 1 0 0 11z', 'M8 2.5a5.5 5.5 0 0 1 0 11');
export const IconPrint = () => draw('M4.5 6V2.5h7V6', 'M4.5 12H2.5V6h11v6h-2', 'M4.5 9.5h7v4h-7z');
export const IconStar = () => draw('M8 2.5l1.7 3.6 3.8.5-2.8 2.7.7 3.9L8 11.3l-3.4 1.9.7-3.9-2.8-2.7 3.8-.5z');
export const IconFilter = () => draw('M2.5 4h11', 'M4.5 8h7', 'M6.5 12h3');
