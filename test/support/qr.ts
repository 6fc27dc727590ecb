import { inflateSync } from 'node:zlib'
import jsQR from 'jsqr'
import type { Page } from 'playwright-core'

interface Pixels {
  readonly width: number
  readonly height: number
  readonly isDark: (at: number) => boolean
}

/** What a scanner reads from the node of a page, as it looks on the screen. */
export async function scanScreen(page: Page, selector: string): Promise<string | undefined> {
  const picture = await page.locator(`${selector} >> visible=true`).last().screenshot({ scale: 'css' })
  const { width, height, dark } = await page.evaluate(darkPixels, `data:image/png;base64,${picture.toString('base64')}`)
  return textIn({ width, height, isDark: (at) => dark[at] === '1' })
}

/** Runs in the browser, which can read a PNG: one letter a pixel, `1` where it is dark. */
async function darkPixels(address: string) {
  const image = new Image()
  image.src = address
  await image.decode()
  const { width, height } = image
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  pen?.drawImage(image, 0, 0)
  const bytes = pen?.getImageData(0, 0, width, height).data ?? []
  let dark = ''
  for (let at = 0; at < width * height; at++) dark += (bytes[at * 4] ?? 0) < 128 ? '1' : '0'
  return { width, height, dark }
}

/** What a scanner reads from a black and white picture of one bit a pixel, as our QR codes are drawn. */
export function scanPicture(address: string): string | undefined {
  const file = Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
  const side = file.readUInt32BE(16)
  const rowBytes = Math.ceil(side / 8) + 1
  const rows = inflateSync(chunkOf(file, 'IDAT'))
  const isWhite = (x: number, y: number) => ((rows[y * rowBytes + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
  return textIn({ width: side, height: side, isDark: (at) => !isWhite(at % side, Math.floor(at / side)) })
}

function chunkOf(file: Buffer, name: string): Buffer {
  const at = file.indexOf(name)
  return file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4))
}

function textIn({ width, height, isDark }: Pixels): string | undefined {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < width * height; at++) data.fill(isDark(at) ? 0 : 255, at * 4, at * 4 + 3).fill(255, at * 4 + 3, at * 4 + 4)
  return jsQR(data, width, height)?.data
}
