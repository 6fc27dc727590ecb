import { base64 } from './base64'

const pixelsPerModule = 8
const longestMatch = 258
/** Where each DEFLATE length code begins, and how many extra bits it carries (RFC 1951, 3.2.5). */
const lengthCodes = [[3, 0], [4, 0], [5, 0], [6, 0], [7, 0], [8, 0], [9, 0], [10, 0], [11, 1], [13, 1], [15, 1], [17, 1], [19, 2], [23, 2], [27, 2], [31, 2], [35, 3], [43, 3], [51, 3], [59, 3], [67, 4], [83, 4], [99, 4], [115, 4], [131, 5], [163, 5], [195, 5], [227, 5], [258, 0]] as const

/** A black and white matrix as a PNG data address: every module is a square of pixels, so a phone can enlarge it without blur. */
export function bitmapAddress(matrix: readonly (readonly boolean[])[]): string {
  const side = matrix.length * pixelsPerModule
  const header = [...bigEndian(side), ...bigEndian(side), 1, 0, 0, 0, 0]
  const file = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...chunk('IHDR', header), ...chunk('IDAT', compressed(matrix.map(rowBytes))), ...chunk('IEND', [])]
  return `data:image/png;base64,${base64(file)}`
}

/** One row of pixels: a filter byte, then eight pixels a byte; white is 1. */
function rowBytes(modules: readonly boolean[]): number[] {
  return [0, ...modules.map((isDark) => (isDark ? 0x00 : 0xff))]
}

/** zlib with one fixed-code block: each row once as it is, then `again` copies of it. */
function compressed(rows: readonly number[][]): number[] {
  const writer = bitWriter()
  writer.bits(1, 1)
  writer.bits(1, 2)
  const sum = { a: 1, b: 0 }
  for (const row of rows) {
    for (const byte of row) writer.literal(byte)
    for (let left = row.length * (pixelsPerModule - 1); left > 0; ) {
      const length = left - longestMatch > 0 && left - longestMatch < 3 ? longestMatch - 3 : Math.min(left, longestMatch)
      writer.copy(length, row.length)
      left -= length
    }
    for (let copy = 0; copy < pixelsPerModule; copy++) addTo(sum, row)
  }
  writer.literal(256)
  return [0x78, 0x01, ...writer.bytes(), ...bigEndian(sum.b * 65_536 + sum.a)]
}

function bitWriter() {
  const bytes: number[] = []
  let held = 0
  let count = 0
  const bits = (value: number, width: number) => {
    held |= value << count
    for (count += width; count >= 8; count -= 8) {
      bytes.push(held & 255)
      held >>>= 8
    }
  }
  const code = (value: number, width: number) => {
    for (let bit = width - 1; bit >= 0; bit--) bits((value >> bit) & 1, 1)
  }
  const literal = (symbol: number) => {
    if (symbol < 144) code(0x30 + symbol, 8)
    else if (symbol < 256) code(0x190 + symbol - 144, 9)
    else if (symbol < 280) code(symbol - 256, 7)
    else code(0xc0 + symbol - 280, 8)
  }
  const copy = (length: number, distance: number) => {
    const index = lengthCodes.reduce((found, [start], at) => (start <= length ? at : found), 0)
    const [start = 3, extra = 0] = lengthCodes[index] ?? []
    literal(257 + index)
    bits(length - start, extra)
    distanceCode(distance)
  }
  const distanceCode = (distance: number) => {
    const extra = Math.max(0, 30 - Math.clz32(distance - 1))
    const symbol = distance <= 4 ? distance - 1 : 2 * (extra + 1) + ((distance - 1) >> extra) - 2
    code(symbol, 5)
    if (distance > 4) bits((distance - 1) & ((1 << extra) - 1), extra)
  }
  return { bits, literal, copy, bytes: () => (count > 0 ? [...bytes, held & 255] : bytes) }
}

function addTo(sum: { a: number; b: number }, row: readonly number[]): void {
  for (const byte of row) {
    sum.a = (sum.a + byte) % 65_521
    sum.b = (sum.b + sum.a) % 65_521
  }
}

function chunk(name: string, content: readonly number[]): number[] {
  const body = [...Array.from(name, (letter) => letter.charCodeAt(0)), ...content]
  return [...bigEndian(content.length), ...body, ...bigEndian(crc32(body))]
}

const bigEndian = (number: number): number[] => [(number >>> 24) & 255, (number >>> 16) & 255, (number >>> 8) & 255, number & 255]

function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
