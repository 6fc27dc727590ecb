import { deflateSync } from 'node:zlib'

const crcTable = Array.from({ length: 256 }, (_, n) => Array.from({ length: 8 }).reduce<number>((c) => ((c & 1) === 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n) >>> 0)
const crc = (bytes: Uint8Array): number => (bytes.reduce((c, byte) => (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0

function chunk(name: string, data: Uint8Array): Buffer {
  const whole = Buffer.alloc(12 + data.length)
  whole.writeUInt32BE(data.length, 0)
  whole.write(name, 4, 'latin1')
  whole.set(data, 8)
  whole.writeUInt32BE(crc(whole.subarray(4, 8 + data.length)), 8 + data.length)
  return whole
}

/** A PNG of one colour. */
export function pngOf(width: number, height: number, [red, green, blue]: readonly [number, number, number] = [179, 125, 32]): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, Buffer.of(red, green, blue))])
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))), chunk('IEND', Buffer.alloc(0))])
}

/** A JPEG as far as its frame, with its end: enough to be measured. */
export const jpegOf = (width: number, height: number): Buffer =>
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0, 0xff, 0xd9])

/** A WebP of one of its three kinds, as far as its size. */
export function webpOf(width: number, height: number, kind: 'VP8 ' | 'VP8L' | 'VP8X', flags = 0): Buffer {
  const bytes = Buffer.alloc(40)
  bytes.write(`RIFF\0\0\0\0WEBP${kind}`, 0, 'latin1')
  bytes.writeUInt32LE(bytes.length - 8, 4)
  if (kind === 'VP8 ') bytes.writeUInt32LE(width + height * 0x1_0000, 26)
  if (kind === 'VP8L') bytes.writeUInt32LE(width - 1 + (height - 1) * 0x4000, 21)
  if (kind === 'VP8X') bytes.writeUIntLE(flags, 20, 4)
  if (kind === 'VP8X') bytes.writeUIntLE(width - 1 + (height - 1) * 0x100_0000, 24, 6)
  return bytes
}
