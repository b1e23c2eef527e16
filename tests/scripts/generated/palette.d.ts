// The type of palette.js, which is written with the site.

/** The colours of the painter, as a style sheet. */
export const palette: string;
