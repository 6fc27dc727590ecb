import { readFile } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'

/** Signatures and layout: PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. */
const ENTRY = 0x02014b50
const END = 0x06054b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
const DEFLATED = 8

/** The files of a zip by name: what Lambda would lay out for the function. */
export async function unzipped(path: string): Promise<Map<string, Buffer>> {
  const zip = await readFile(path)
  const end = zip.length - END_BYTES
  if (zip.readUInt32LE(end) !== END) throw new Error(`${path} is no zip without comment.`)
  const files = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error(`${path} has a broken directory.`)
    const nameEnd = at + ENTRY_BYTES + zip.readUInt16LE(at + 28)
    files.set(zip.toString('utf8', at + ENTRY_BYTES, nameEnd), content(zip, at))
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return files
}

function content(zip: Buffer, entry: number): Buffer {
  const local = zip.readUInt32LE(entry + 42)
  const start = local + LOCAL_BYTES + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const packed = zip.subarray(start, start + zip.readUInt32LE(entry + 20))
  return zip.readUInt16LE(entry + 10) === DEFLATED ? inflateRawSync(packed) : packed
}
