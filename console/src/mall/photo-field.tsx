import { DeleteOutlined, PictureOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import type { Photo, PhotoView } from '../../../shared/mall/photo'
import { useDeed } from '../asking'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { BothLanguages, Field } from '../parts/field'
import { keepPhoto, Unreadable } from './resize'

interface PhotoFieldProps {
  readonly value: Photo | undefined
  readonly shown: Pick<PhotoView, 'large' | 'small'> | undefined
  readonly change: (photo: Photo | undefined, shown?: Pick<PhotoView, 'large' | 'small'>) => void
  readonly problem: (path: string) => string | undefined
}

/** A photo, made small in the browser and kept at once; the words for who cannot see it belong to it. */
export function PhotoField({ value, shown, change, problem }: PhotoFieldProps) {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  const deed = useDeed<File>(async (file) => {
    const { large, small, addresses } = await keepPhoto(file)
    change({ large, small, alt: value?.alt ?? { zh: '', en: '' } }, addresses)
  })
  const choose = (file: File | undefined) => file !== undefined && void deed.run(file)
  return (
    <>
      <Field id="photo" label={text.mall.photo} hint={text.mall.photoHint}>
        <div className="photo-field" onDragOver={(event) => event.preventDefault()} onDrop={(event) => (event.preventDefault(), choose(event.dataTransfer.files[0]))}>
          {shown !== undefined && value !== undefined ? <img className="photo-field-image" src={shown.small} alt={value.alt.zh} /> : <span className="photo-field-none" aria-hidden><PictureOutlined /></span>}
          <div className="row">
            <Button loading={deed.isBusy} onClick={() => input.current?.click()}>{value === undefined ? text.mall.choosePhoto : text.mall.changePhoto}</Button>
            {value !== undefined && <Button type="text" icon={<DeleteOutlined />} onClick={() => change(undefined)}>{text.mall.removePhoto}</Button>}
          </div>
          <input id="photo" ref={input} className="sr" type="file" tabIndex={-1} accept="image/jpeg,image/png,image/webp" onChange={({ target }) => (choose(target.files?.[0]), (target.value = ''))} />
        </div>
      </Field>
      {deed.failure instanceof Unreadable ? <p className="bad" role="alert">{text.mall.photoFailed}</p> : <Failure of={deed.failure} />}
      {value !== undefined && <BothLanguages id="alt" label={text.mall.alt} value={value.alt} max={{ zh: 60, en: 120 }} change={(alt) => change({ ...value, alt }, shown)} problems={{ zh: problem('photo.alt.zh'), en: problem('photo.alt.en') }} />}
    </>
  )
}
