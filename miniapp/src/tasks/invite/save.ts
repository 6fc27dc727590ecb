import Taro from '@tarojs/taro'

interface Picture {
  readonly type: 'image/png' | 'image/jpeg'
  readonly base64: string
}

/** Puts a picture into the album, or among the downloads of a browser. False where the reader or the phone says no. */
export async function savePicture({ type, base64 }: Picture): Promise<boolean> {
  const name = `dianjin-invitation.${type === 'image/png' ? 'png' : 'jpg'}`
  if (process.env.TARO_ENV === 'h5') {
    const link = document.createElement('a')
    link.href = `data:${type};base64,${base64}`
    link.download = name
    link.click()
    return true
  }
  try {
    const filePath = `${Taro.env.USER_DATA_PATH}/${name}`
    await written(filePath, base64)
    await Taro.saveImageToPhotosAlbum({ filePath })
    return true
  } catch {
    return false
  }
}

function written(filePath: string, data: string): Promise<void> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().writeFile({ filePath, data, encoding: 'base64', success: () => resolve(), fail: reject })
  })
}
