/**
 * An SVG as an address that stands in an attribute in double quotes as it is: percent signs take less than base64.
 */
export function svgAddress(svg: string): string {
  const quoted = svg.includes("'") ? svg : svg.replaceAll('"', "'");
  return `data:image/svg+xml;charset=utf-8,${quoted.replace(/[%#<"&]/g, encodeURIComponent)}`;
}
