import * as z from 'zod'

/** Of a photo that is kept: so many bytes and pixels at most. The console makes photos smaller before it sends them. */
export const PHOTO_BYTES_MAX = 300 * 1024
export const PHOTO_PIXELS_MAX = 1_200
/** Rows and cards show the small one. */
export const PHOTO_SMALL_PIXELS = 400
const BASE64_CHARS_MAX = Math.ceil(PHOTO_BYTES_MAX / 3) * 4

/** Kinds of photos, by the ending of their files. Only pixels: a drawing that can carry a script is none of them. */
export const photoTypes = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const
export type PhotoEnding = keyof typeof photoTypes

/** A photo is named by the hash of its bytes, so that a name always shows the same. */
export const PhotoFile = z.string().regex(/^[0-9a-f]{40}\.(jpg|png|webp)$/)
export type PhotoFile = z.output<typeof PhotoFile>

/** The bytes of a photo in base64. */
export const PhotoBytes = z.base64().max(BASE64_CHARS_MAX)

/** The photo of a reward in two sizes, and what it shows in words for who cannot see it. */
export const Photo = z.strictObject({
  large: PhotoFile,
  small: PhotoFile,
  alt: z.strictObject({ zh: z.string().min(1).max(60), en: z.string().min(1).max(120) }),
})
export type Photo = z.output<typeof Photo>

/** The same with addresses. */
export const PhotoView = z.object({ large: z.string(), small: z.string(), alt: z.object({ zh: z.string(), en: z.string() }) })
export type PhotoView = z.output<typeof PhotoView>

/** Where a photo is found under an origin. */
export const photoView = (photo: Photo | undefined, origin: string): PhotoView | null =>
  photo === undefined ? null : { large: `${origin}/photos/${photo.large}`, small: `${origin}/photos/${photo.small}`, alt: photo.alt }
