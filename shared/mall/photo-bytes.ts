import type { PhotoEnding } from './photo'

export interface Pixels {
  readonly ending: PhotoEnding
  readonly width: number
  readonly height: number
}

/**
 * What bytes are, by what they themselves say at their beginning and end; undefined for what is no photo, is cut off or goes on behind
 * its end. (JPEG: ITU-T T.81 annex B; PNG: W3C, third edition; WebP: RFC 9649.)
 */
export function pixelsIn(bytes: Uint8Array): Pixels | undefined {
  const found = jpeg(bytes) ?? png(bytes) ?? webp(bytes)
  return found !== undefined && found.width > 0 && found.height > 0 ? found : undefined
}

const textAt = (bytes: Uint8Array, at: number, chars: number): string => String.fromCharCode(...bytes.subarray(at, at + chars))
const big = (bytes: Uint8Array, at: number, count: number): number => bytes.subarray(at, at + count).reduce((sum, byte) => sum * 256 + byte, 0)
const little = (bytes: Uint8Array, at: number, count: number): number => bytes.subarray(at, at + count).reduceRight((sum, byte) => sum * 256 + byte, 0)

const MARKER = 0xff
const [SOI, EOI, SOS] = [0xd8, 0xd9, 0xda]
/** The frames that say how large the picture is; the others between them are tables. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Walks the segments up to the frame. */
function jpeg(bytes: Uint8Array): Pixels | undefined {
  if (bytes[0] !== MARKER || bytes[1] !== SOI || bytes.at(-2) !== MARKER || bytes.at(-1) !== EOI) return undefined
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== MARKER || marker === SOS) return undefined
    if (isFrame(marker)) return { ending: 'jpg', height: big(bytes, at + 5, 2), width: big(bytes, at + 7, 2) }
    at += 2 + Math.max(2, big(bytes, at + 2, 2))
  }
  return undefined
}

const PNG_BEGINS = '\x89PNG\r\n\x1a\n'
const PNG_ENDS = 'IEND\xaeB`\x82'

function png(bytes: Uint8Array): Pixels | undefined {
  if (textAt(bytes, 0, 8) !== PNG_BEGINS || textAt(bytes, 12, 4) !== 'IHDR' || textAt(bytes, bytes.length - 8, 8) !== PNG_ENDS) return undefined
  return { ending: 'png', width: big(bytes, 16, 4), height: big(bytes, 20, 4) }
}

const RIFF_HEAD_BYTES = 8
const ANIMATED = 0x02

function webp(bytes: Uint8Array): Pixels | undefined {
  if (textAt(bytes, 0, 4) !== 'RIFF' || textAt(bytes, 8, 4) !== 'WEBP' || bytes.length < 30) return undefined
  if (little(bytes, 4, 4) + RIFF_HEAD_BYTES !== bytes.length) return undefined
  switch (textAt(bytes, 12, 4)) {
    case 'VP8 ':
      return { ending: 'webp', width: little(bytes, 26, 2) & 0x3fff, height: little(bytes, 28, 2) & 0x3fff }
    case 'VP8L':
      return { ending: 'webp', width: (little(bytes, 21, 2) & 0x3fff) + 1, height: ((little(bytes, 22, 3) >> 6) & 0x3fff) + 1 }
    case 'VP8X':
      return ((bytes[20] ?? 0) & ANIMATED) === 0 ? { ending: 'webp', width: little(bytes, 24, 3) + 1, height: little(bytes, 27, 3) + 1 } : undefined
    default:
      return undefined
  }
}
