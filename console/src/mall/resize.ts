import { PHOTO_BYTES_MAX, PHOTO_PIXELS_MAX, PHOTO_SMALL_PIXELS, type PhotoFile } from '../../../shared/mall/photo'
import { api } from '../api'

const QUALITIES = [0.86, 0.78, 0.68, 0.55, 0.4] as const

/** A file is no picture that this browser can read. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

export interface Kept {
  readonly large: PhotoFile
  readonly small: PhotoFile
  readonly addresses: { readonly large: string; readonly small: string }
}

/** Makes a large and a small photo of a file, anew from its pixels, so that nothing else of it goes along (places, cameras), and keeps both. */
export async function keepPhoto(file: File): Promise<Kept> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Unreadable()
  })
  const [large, small] = await Promise.all([PHOTO_PIXELS_MAX, PHOTO_SMALL_PIXELS].map(async (pixels) => api.keepPhoto({ bytes: await base64(await drawn(bitmap, pixels)) })))
  bitmap.close()
  if (large === undefined || small === undefined) throw new Unreadable()
  return { large: large.file, small: small.file, addresses: { large: large.address, small: small.address } }
}

async function drawn(bitmap: ImageBitmap, pixelsMax: number): Promise<Blob> {
  const share = Math.min(1, pixelsMax / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * share))
  canvas.height = Math.max(1, Math.round(bitmap.height * share))
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Unreadable()
  // What is transparent would show the drawing beneath.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  for (const quality of QUALITIES) {
    const blob = (await blobOf(canvas, 'image/webp', quality)) ?? (await blobOf(canvas, 'image/jpeg', quality))
    if (blob !== undefined && blob.size <= PHOTO_BYTES_MAX) return blob
  }
  throw new Unreadable()
}

/** Undefined where the browser cannot write this type. */
const blobOf = (canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | undefined> =>
  new Promise((resolve) => canvas.toBlob((blob) => resolve(blob?.type === type ? blob : undefined), type, quality))

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(text)
}
