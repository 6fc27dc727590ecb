import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'

const BLACK = 0x00
const WHITE = 0xff
const NO_FILTER = 0

/** A square PNG that shows `text` as a QR code, so that what WeChat would draw can be scanned and read back. */
export function qrPicture(text: string, width: number): Buffer {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const scale = Math.floor(width / size)
  const margin = Math.floor((width - scale * size) / 2)
  const rows = Buffer.alloc(width * (width + 1), WHITE)
  for (let y = 0; y < width; y += 1) rows[y * (width + 1)] = NO_FILTER
  data.forEach((modules, line) => {
    const row = Buffer.alloc(width + 1, WHITE)
    row[0] = NO_FILTER
    modules.forEach((dark, column) => dark && row.fill(BLACK, 1 + margin + column * scale, 1 + margin + (column + 1) * scale))
    for (let y = 0; y < scale; y += 1) row.copy(rows, (margin + line * scale + y) * (width + 1))
  })
  return png(width, rows)
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const GREY_8_BIT = [8, 0, 0, 0, 0]

/** PNG (W3C, 3rd edition) of greyscale rows, each after its filter byte. */
function png(width: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(width, 4)
  header.set(GREY_8_BIT, 8)
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
