import { Image, View } from '@tarojs/components'
import { useMemo } from 'react'
import { encode } from 'uqr'
import { bitmapAddress } from './bitmap'
import { classes } from './classes'
import './qr-code.scss'

const quietModules = 3

export interface QrCodeProps {
  readonly content: string
  /** An ended code stays as a pale memory that no scanner reads. */
  readonly isEnded?: boolean
  readonly id?: string
}

/** A QR code, always dark on white: scanners need it so, in the dark too. */
export function QrCode({ content, isEnded = false, id }: QrCodeProps) {
  const address = useMemo(() => bitmapAddress(encode(content, { ecc: 'M', border: quietModules }).data), [content])
  return (
    <View className={classes('qr-code', isEnded && 'qr-code--ended')} {...(id !== undefined && { id })} data-content={isEnded ? '' : content}>
      <Image className="qr-code__picture" src={address} mode="aspectFit" />
    </View>
  )
}
