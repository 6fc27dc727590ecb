import { Button } from 'antd'
import { useLocation, useNavigate } from 'react-router'
import { useText } from '../language'
import { useAddress } from './address'

/** Goes on by the cursor in the address; the browser's own way back is the way back here too. */
export function Pager({ next }: { readonly next: string | null }) {
  const text = useText()
  const { get, set } = useAddress()
  const { key } = useLocation()
  const navigate = useNavigate()
  const isLater = get('cursor') !== undefined
  if (!isLater && next === null) return null
  return (
    <nav className="pager" aria-label={text.common.pages}>
      {isLater && <Button onClick={() => set({ cursor: undefined })}>{text.common.firstPage}</Button>}
      {isLater && key !== 'default' && <Button onClick={() => void navigate(-1)}>{text.common.pageBefore}</Button>}
      <Button disabled={next === null} onClick={() => next !== null && set({ cursor: next })}>{text.common.nextPage}</Button>
    </nav>
  )
}
