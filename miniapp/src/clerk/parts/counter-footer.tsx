import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Button, type ButtonProps } from '../../components/button'
import './counter-footer.scss'

/** The one or two large buttons under a thumb. */
export function CounterFooter({ children }: { readonly children: ReactNode }) {
  return <View className="counter-footer">{children}</View>
}

export function CounterButton(props: Omit<ButtonProps, 'size' | 'isWide'>) {
  return <Button {...props} size="large" isWide />
}
