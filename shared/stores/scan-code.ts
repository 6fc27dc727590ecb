const PATTERN = /^DJD1\.([\w-]{22})$/

/** The text of the QR code at a desk that a member of staff scans to sign the browser in. */
export const scanCode = (scanId: string): string => `DJD1.${scanId}`

/** The id in such a code, or undefined when the text is something else. */
export const scanIdIn = (text: string): string | undefined => PATTERN.exec(text)?.[1]
