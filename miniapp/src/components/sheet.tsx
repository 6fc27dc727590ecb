import { View } from '@tarojs/components'
import { type ReactNode, useEffect, useState } from 'react'
import { classes } from './classes'
import './sheet.scss'

const leavingMs = 220

export interface SheetProps {
  readonly isOpen: boolean
  readonly title?: string
  /** Without it the sheet must be answered. */
  readonly onClose?: (() => void) | undefined
  /** For more than fits on a screen: the content scrolls, and so may the page behind it. */
  readonly isLong?: boolean
  readonly children: ReactNode
  readonly footer?: ReactNode
}

/** A dialog that rises from the bottom, over the page and inside its `Screen`. */
export function Sheet({ isOpen, title, onClose, isLong = false, children, footer }: SheetProps) {
  const isDrawn = useLingering(isOpen)
  if (!isDrawn) return null
  return (
    <View className={classes('sheet', !isOpen && 'sheet--leaving')} catchMove={!isLong}>
      <View className="sheet__veil" catchMove onClick={() => onClose?.()} />
      <View className="sheet__panel">
        <View className="sheet__grip" />
        {title !== undefined && <View className="sheet__title">{title}</View>}
        <View className="sheet__content">{children}</View>
        {footer !== undefined && <View className="sheet__footer">{footer}</View>}
      </View>
    </View>
  )
}

/** True while open and for the moment it takes to sink. */
function useLingering(isOpen: boolean): boolean {
  const [isDrawn, setIsDrawn] = useState(isOpen)
  useEffect(() => {
    if (isOpen) {
      setIsDrawn(true)
      return undefined
    }
    const timer = setTimeout(() => setIsDrawn(false), leavingMs)
    return () => clearTimeout(timer)
  }, [isOpen])
  return isOpen || isDrawn
}
