import * as z from 'zod'

/** The successful answers of WeChat's calls, as far as we rely on them. */

const ID_CHARS_MAX = 128
const TOKEN_CHARS_MAX = 1024
const TOKEN_SECONDS_MAX = 7200

const id = z.string().min(1).max(ID_CHARS_MAX)

export const sessionAnswer = z.object({ openid: id, session_key: id, unionid: z.string().max(ID_CHARS_MAX).optional() })

export const tokenAnswer = z.object({
  access_token: z.string().min(1).max(TOKEN_CHARS_MAX),
  expires_in: z.number().int().positive().max(TOKEN_SECONDS_MAX),
})

/** `countryCode` is described as a string and shown as a number. */
export const phoneAnswer = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string().regex(/^\d{4,15}$/),
    countryCode: z.union([z.string().regex(/^\d{1,4}$/), z.number().int().min(1).max(9999).transform(String)]),
    watermark: z.object({ appid: id }),
  }),
})

export const messageAnswer = z.object({ errcode: z.literal(0) })

export const riskAnswer = z.object({ errcode: z.literal(0), risk_rank: z.literal([0, 1, 2, 3, 4]) })

/** Every call can answer with this instead; `errmsg` may end with the id of the request. */
export const refusedAnswer = z.object({ errcode: z.number().int().refine((code) => code !== 0), errmsg: z.string().max(2000).optional() })

const JPEG_START = [0xff, 0xd8, 0xff]
const PNG_START = [0x89, 0x50, 0x4e, 0x47]

/** WeChat says `image/jpeg` of whatever it draws, so the first bytes decide. */
export function isImage(bytes: Uint8Array): boolean {
  return [JPEG_START, PNG_START].some((start) => start.every((byte, index) => bytes[index] === byte))
}
