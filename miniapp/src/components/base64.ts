const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** WeChat has no `btoa`. */
export function base64(bytes: ArrayLike<number>): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]]
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0)
    text += digits.charAt(group >> 18) + digits.charAt((group >> 12) & 63)
    text += second === undefined ? '=' : digits.charAt((group >> 6) & 63)
    text += third === undefined ? '=' : digits.charAt(group & 63)
  }
  return text
}

/** Bytes of a text without other letters than ASCII. */
export const asciiBytes = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0))
