import Taro from '@tarojs/taro'
import { mayUsePrivacyInterface } from './privacy'

export type Scan = { readonly type: 'read'; readonly code: string } | { readonly type: 'cancelled' } | { readonly type: 'unavailable' }

/** Reads one code with the camera. `unavailable` means: offer to type it. */
export async function scan(): Promise<Scan> {
  if (process.env.TARO_ENV === 'h5') {
    const { scanInBrowser } = await import('./browser/camera')
    return scanInBrowser()
  }
  if (!(await mayUsePrivacyInterface())) return { type: 'unavailable' }
  return scanInWechat()
}

async function scanInWechat(): Promise<Scan> {
  try {
    const { result } = await Taro.scanCode({ scanType: ['qrCode'] })
    return { type: 'read', code: result }
  } catch (failure) {
    const message = typeof failure === 'object' && failure !== null && 'errMsg' in failure ? String(failure.errMsg) : ''
    return { type: message.includes('cancel') ? 'cancelled' : 'unavailable' }
  }
}
