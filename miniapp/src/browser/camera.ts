import jsQr from 'jsqr'
import type { Scan } from '../scan'
import { textNow } from '../text'
import './camera.scss'

const looksPerSecond = 8
const pictureSidePixels = 480

/** A full-screen camera that looks for a QR code until it finds one or is closed. */
export async function scanInBrowser(): Promise<Scan> {
  const stream = await openCamera()
  if (!stream) return { type: 'unavailable' }
  const view = buildView(stream)
  document.body.append(view.screen)
  void view.video.play().catch(() => undefined)
  try {
    return await look(view)
  } finally {
    for (const track of stream.getTracks()) track.stop()
    view.screen.remove()
  }
}

async function openCamera(): Promise<MediaStream | undefined> {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
  } catch {
    return undefined
  }
}

interface View {
  readonly screen: HTMLElement
  readonly video: HTMLVideoElement
  readonly close: HTMLElement
}

function buildView(stream: MediaStream): View {
  const { scan } = textNow().text.app
  const screen = element('div', 'camera')
  const video = document.createElement('video')
  video.className = 'camera__video'
  video.muted = true
  video.setAttribute('playsinline', '')
  video.srcObject = stream
  const close = element('button', 'camera__close', scan.close)
  screen.append(video, element('div', 'camera__frame'), element('div', 'camera__hint', scan.hint), close)
  return { screen, video, close }
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = text
  return made
}

function look({ video, close }: View): Promise<Scan> {
  const canvas = document.createElement('canvas')
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const code = readFrame(video, canvas)
      if (code !== undefined) finish({ type: 'read', code })
    }, 1_000 / looksPerSecond)
    const finish = (scan: Scan) => {
      clearInterval(timer)
      window.removeEventListener('hashchange', cancel)
      resolve(scan)
    }
    const cancel = () => finish({ type: 'cancelled' })
    close.addEventListener('click', cancel)
    window.addEventListener('hashchange', cancel)
  })
}

function readFrame(video: HTMLVideoElement, canvas: HTMLCanvasElement): string | undefined {
  const side = Math.min(video.videoWidth, video.videoHeight)
  const pen = side > 0 ? canvas.getContext('2d') : null
  if (!pen) return undefined
  canvas.width = canvas.height = pictureSidePixels
  pen.drawImage(video, (video.videoWidth - side) / 2, (video.videoHeight - side) / 2, side, side, 0, 0, pictureSidePixels, pictureSidePixels)
  const { data } = pen.getImageData(0, 0, pictureSidePixels, pictureSidePixels)
  const found = jsQr(data, pictureSidePixels, pictureSidePixels, { inversionAttempts: 'dontInvert' })
  return found?.data === '' ? undefined : found?.data
}
