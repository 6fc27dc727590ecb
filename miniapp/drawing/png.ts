import { deflateSync, crc32 } from 'node:zlib'

/** An RGBA picture as a PNG file; `pixels` holds four bytes for each pixel, row by row. */
export function encodePng(widthPixels: number, heightPixels: number, pixels: Uint8Array): Buffer {
  const rows = Buffer.alloc(heightPixels * (widthPixels * 4 + 1))
  for (let row = 0; row < heightPixels; row++) {
    rows.set(pixels.subarray(row * widthPixels * 4, (row + 1) * widthPixels * 4), row * (widthPixels * 4 + 1) + 1)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(widthPixels, 0)
  header.writeUInt32BE(heightPixels, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
