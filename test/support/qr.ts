import { inflateSync } from 'node:zlib'
import jsQR from 'jsqr'
import type { Page } from 'playwright-core'

interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** What a scanner reads from the node of a page, as it looks on the screen. */
export async function scanScreen(page: Page, selector: string): Promise<string | undefined> {
  const picture = await page.locator(`${selector} >> visible=true`).last().screenshot()
  const { width, height, data } = await page.evaluate(async (address) => {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const pen = canvas.getContext('2d')
    pen?.drawImage(image, 0, 0)
    return { width: image.width, height: image.height, data: Array.from(pen?.getImageData(0, 0, image.width, image.height).data ?? []) }
  }, `data:image/png;base64,${picture.toString('base64')}`)
  return textIn({ width, height, data: Uint8ClampedArray.from(data) })
}

/** What a scanner reads from a black and white picture of one bit a pixel, as our QR codes are drawn. */
export function scanPicture(address: string): string | undefined {
  const file = Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
  const side = file.readUInt32BE(16)
  const rowBytes = Math.ceil(side / 8) + 1
  const rows = inflateSync(chunkOf(file, 'IDAT'))
  const isWhite = (x: number, y: number) => ((rows[y * rowBytes + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
  const data = new Uint8ClampedArray(side * side * 4)
  for (let at = 0; at < side * side; at++) data.set(isWhite(at % side, Math.floor(at / side)) ? [255, 255, 255, 255] : [0, 0, 0, 255], at * 4)
  return textIn({ width: side, height: side, data })
}

function chunkOf(file: Buffer, name: string): Buffer {
  const at = file.indexOf(name)
  return file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4))
}

const textIn = ({ data, width, height }: Pixels): string | undefined => jsQR(data, width, height)?.data
