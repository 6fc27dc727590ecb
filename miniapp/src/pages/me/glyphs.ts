import { asciiBytes, base64 } from '../../components/base64'

/** Line drawings for the entries of a list, on a 24-pixel grid; drawn by us. */
const lines = {
  voucher: '<path d="M3 8a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v2a2 2 0 0 0 0 4v2a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-2a2 2 0 0 0 0-4z"/><path d="M14 9.500v5"/>',
  code: '<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4z"/><path d="M14 14h2.500v2.500H14zM20 14v3M17 20h3"/>',
  person: '<circle cx="12" cy="8.500" r="3.700"/><path d="M5 20c.6-4 3.400-6 7-6s6.400 2 7 6"/>',
  clerk: '<path d="M4 10v9a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-9"/><path d="M3.500 9.500L5.500 4h13l2 5.500a2.800 2.800 0 0 1-5.600 0 2.800 2.800 0 0 1-5.700 0 2.800 2.800 0 0 1-5.700 0z"/>',
  crown: '<path d="M4 8l4 4 4-7 4 7 4-4-1.500 10h-13z"/>',
  bell: '<path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15z"/><path d="M10 20.500h4"/>',
  language: '<circle cx="12" cy="12" r="8.300"/><path d="M3.700 12h16.600M12 3.700c5 5 5 11.600 0 16.600-5-5-5-11.600 0-16.600z"/>',
  shield: '<path d="M12 3.500l7 2.700V12c0 4.200-2.800 7-7 8.500-4.200-1.500-7-4.300-7-8.500V6.200z"/><path d="M9 12l2.200 2.200L15.200 10"/>',
  swap: '<path d="M4 9h14l-3.500-3.500M20 15H6l3.500 3.500"/>',
  tasks: '<rect x="4" y="4" width="16" height="16" rx="3"/><path d="M8 9l1.300 1.300L12 7.600M8 15l1.300 1.300L12 13.600M14.500 9.500H17M14.500 15.500H17"/>',
  friends: '<circle cx="9" cy="8.500" r="3.300"/><path d="M3 19.500c.5-3.500 2.900-5.500 6-5.500s5.500 2 6 5.500M18 7v6M15 10h6"/>',
} as const
export type GlyphName = keyof typeof lines

export function glyphAddress(name: GlyphName, stroke = '#b07a26'): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="${stroke}" stroke-width="1.700" stroke-linecap="round" stroke-linejoin="round">${lines[name]}</svg>`
  return `data:image/svg+xml;base64,${base64(asciiBytes(svg))}`
}
