import type { pictureNames } from '../../../shared/mall/reward'
import { asciiBytes, base64 } from './base64'

export type PictureName = (typeof pictureNames)[number]
export type Palette = keyof typeof palettes

/** Main colour, its shade, its light. */
const palettes = {
  sand: ['#b9783a', '#86521f', '#f0d8ab'],
  jade: ['#3f8f6b', '#27634a', '#a9d6bd'],
  clay: ['#cf6b4a', '#983f2b', '#f4c3b0'],
  sky: ['#4d7f9e', '#2f5874', '#b4d3e4'],
  plum: ['#8f5a82', '#613a58', '#ddbcd3'],
  ink: ['#4f483c', '#2b2721', '#d5ccba'],
} as const

const gold = '#e5b452'
const cream = '#fff8ea'

type Draw = (main: string, shade: string, light: string) => string
interface Picture {
  readonly palette: Palette
  readonly draw: Draw
}

const dot = (x: number, y: number, radius: number) => `<circle cx="${x}" cy="${y}" r="${radius}" fill="${gold}"/><circle cx="${x}" cy="${y}" r="${radius + 5}" fill="none" stroke="${gold}" stroke-opacity=".45" stroke-width="1.5"/>`
const steam = (x: number) => `<path d="M${x} 32c-5-6 5-9 0-16" fill="none" stroke-width="4" stroke-linecap="round"/>`

/** Drawn by us: flat shapes on a ground, and in each picture the one gold dot of the brand. */
const pictures: Readonly<Record<PictureName, Picture>> = {
  coffee: {
    palette: 'sand',
    draw: (main, shade) => `<path d="M37 42h46l-5 57a7 7 0 0 1-7 6H49a7 7 0 0 1-7-6z" fill="${cream}"/><path d="M39 56h42l-2.6 30H41.6z" fill="${main}"/><path d="M40 22a5 5 0 0 1 5-5h30a5 5 0 0 1 5 5l2 11H38z" fill="${shade}"/><rect x="32" y="32" width="56" height="11" rx="5.500" fill="${shade}"/>${dot(60, 71, 5)}`,
  },
  cake: {
    palette: 'clay',
    draw: (main, shade, light) => `<ellipse cx="60" cy="100" rx="46" ry="6" fill="${light}"/><rect x="24" y="52" width="72" height="46" rx="8" fill="${cream}"/><path d="M24 76h72v8H24z" fill="${light}"/><path d="M24 70V56a12 12 0 0 1 12-12h48a12 12 0 0 1 12 12v12c0 9-11 9-12 1-1 12-14 12-15 1-1 8-15 8-16 0-1 12-14 12-15 1-2 8-14 8-14-1z" fill="${main}"/><rect x="57" y="25" width="6" height="20" rx="2" fill="${shade}"/>${dot(60, 17, 4)}`,
  },
  tote: {
    palette: 'jade',
    draw: (main, shade) => `<path d="M43 58V40a17 17 0 0 1 34 0v18" fill="none" stroke="${shade}" stroke-width="6" stroke-linecap="round"/><path d="M29 48h62l6 51a6 6 0 0 1-6 7H29a6 6 0 0 1-6-7z" fill="${main}"/><path d="M91 48l6 51a6 6 0 0 1-6 7H80l5-58z" fill="${shade}" opacity=".5"/>${dot(55, 78, 9)}`,
  },
  mug: {
    palette: 'sky',
    draw: (main, shade, light) => `<g stroke="${light}">${steam(42)}${steam(60)}</g><path d="M78 54h9a12 12 0 0 1 12 12v8a12 12 0 0 1-12 12h-9" fill="none" stroke="${shade}" stroke-width="8"/><path d="M26 42h56v50a12 12 0 0 1-12 12H38a12 12 0 0 1-12-12z" fill="${main}"/><path d="M26 42h56v9H26z" fill="${shade}"/>${dot(54, 76, 8)}`,
  },
  movie: {
    palette: 'plum',
    draw: (main, shade, light) => `<g transform="rotate(9 60 60)"><rect x="24" y="34" width="80" height="46" rx="7" fill="${shade}"/></g><g transform="rotate(-10 60 66)"><path d="M14 50a6 6 0 0 1 6-6h80a6 6 0 0 1 6 6v9a8 8 0 0 0 0 16v9a6 6 0 0 1-6 6H20a6 6 0 0 1-6-6v-9a8 8 0 0 0 0-16z" fill="${main}"/><path d="M78 48v38" stroke="${light}" stroke-width="2.500" stroke-dasharray="4 4"/><circle cx="46" cy="67" r="13" fill="${gold}"/><path d="M42 60l12 7-12 7z" fill="${shade}"/></g>`,
  },
  umbrella: {
    palette: 'sky',
    draw: (main, shade, light) => `<path d="M60 56v38a10 10 0 0 0 20 0" fill="none" stroke="${shade}" stroke-width="5" stroke-linecap="round"/><path d="M14 66a46 46 0 0 1 92 0c-6-7-17-7-23 0-6-7-17-7-23 0-6-7-17-7-23 0-6-7-17-7-23 0z" fill="${main}"/><path d="M60 20C46 32 38 48 37 66c6-7 17-7 23 0 6-7 17-7 23 0-1-18-9-34-23-46z" fill="${light}"/><path d="M60 20v46c6-7 17-7 23 0-1-18-9-34-23-46z" fill="${shade}" opacity=".35"/>${dot(60, 17, 4)}`,
  },
  plant: {
    palette: 'jade',
    draw: (main, shade, light) => `<path d="M59 70C36 64 29 42 37 20c19 8 28 28 22 50z" fill="${main}"/><path d="M60 70c24-4 34-22 32-42-20 4-34 20-32 42z" fill="${shade}"/><path d="M59 70c-4-20 0-38 9-52 10 16 6 36-9 52z" fill="${light}"/><path d="M37 72h46l-5 27a7 7 0 0 1-7 6H49a7 7 0 0 1-7-6z" fill="#cf6b4a"/><rect x="32" y="66" width="56" height="11" rx="4" fill="#a94f35"/>${dot(60, 90, 5)}`,
  },
  gift: {
    palette: 'clay',
    draw: (main, shade, light) => `<rect x="25" y="54" width="70" height="51" rx="7" fill="${main}"/><rect x="19" y="42" width="82" height="19" rx="6" fill="${shade}"/><path d="M53 42h14v63H53z" fill="${light}"/><path d="M60 42C40 43 30 34 35 25c6-10 21 0 25 17zm0 0c20 1 30-8 25-17-6-10-21 0-25 17z" fill="none" stroke="${light}" stroke-width="6" stroke-linejoin="round"/>${dot(60, 42, 7)}`,
  },
  coupon: {
    palette: 'sand',
    draw: (main, shade, light) => `<path d="M12 40a8 8 0 0 1 8-8h80a8 8 0 0 1 8 8v46a8 8 0 0 1-8 8H20a8 8 0 0 1-8-8z" fill="${cream}"/><path d="M12 40a8 8 0 0 1 8-8h21a6 6 0 0 0 12 0h-1v62a6 6 0 0 0-11 0H20a8 8 0 0 1-8-8z" fill="${main}"/><path d="M24 50l8 12 8-12M32 62v18M24 64h16M24 72h16" fill="none" stroke="${gold}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/><path d="M63 52h34M63 64h24" stroke="${light}" stroke-width="6" stroke-linecap="round"/><circle cx="91" cy="79" r="7" fill="${gold}"/><path d="M63 79h14" stroke="${shade}" stroke-width="6" stroke-linecap="round"/>`,
  },
  book: {
    palette: 'ink',
    draw: (main, shade, light) => `<path d="M27 30a12 12 0 0 1 12-12h54v70H39a12 12 0 0 0-12 12z" fill="${main}"/><path d="M39 88h54v16H39a8 8 0 0 1 0-16z" fill="${cream}"/><path d="M93 88H39a8 8 0 0 0 0 16h54" fill="none" stroke="${shade}" stroke-width="4" stroke-linecap="round"/><path d="M40 18v70" stroke="${shade}" stroke-width="3"/><path d="M76 18h10v28l-5-5-5 5z" fill="${light}"/>${dot(62, 60, 8)}`,
  },
  thermos: {
    palette: 'ink',
    draw: (main, shade, light) => `<rect x="40" y="38" width="40" height="67" rx="11" fill="${main}"/><path d="M66 38h3a11 11 0 0 1 11 11v45a11 11 0 0 1-11 11h-3z" fill="${shade}" opacity=".55"/><rect x="45" y="15" width="30" height="20" rx="6" fill="${shade}"/><rect x="41" y="33" width="38" height="8" rx="3" fill="${light}"/>${dot(57, 72, 8)}`,
  },
  cookies: {
    palette: 'sand',
    draw: (main, shade, light) => `<circle cx="78" cy="48" r="25" fill="${light}"/><circle cx="72" cy="38" r="3.500" fill="${main}"/><circle cx="88" cy="44" r="3.500" fill="${main}"/><path d="M49 44a30 30 0 1 0 30 35 9 9 0 0 1-10-10 10 10 0 0 1-9-11 10 10 0 0 1-11-14z" fill="${main}"/><g fill="${shade}"><circle cx="36" cy="66" r="4.500"/><circle cx="46" cy="88" r="5"/><circle cx="63" cy="92" r="4"/><circle cx="62" cy="77" r="3.500"/></g><circle cx="47" cy="71" r="5" fill="${gold}"/>`,
  },
}

export const paletteOf = (name: PictureName): Palette => pictures[name].palette

const drawn = new Map<string, string>()

/** A picture as a data address; drawn once. */
export function pictureAddress(name: PictureName, palette: Palette = paletteOf(name)): string {
  const key = `${name} ${palette}`
  const known = drawn.get(key)
  if (known !== undefined) return known
  const [main, shade, light] = palettes[palette]
  const shadow = '<ellipse cx="60" cy="107" rx="34" ry="4" opacity=".12"/>'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120">${shadow}${pictures[name].draw(main, shade, light)}</svg>`
  const address = `data:image/svg+xml;base64,${base64(asciiBytes(svg))}`
  drawn.set(key, address)
  return address
}
