import { BgColorsOutlined, GlobalOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useNavigate } from 'react-router'
import { api } from '../api'
import { language, speak, useText } from '../language'
import { session } from '../session'
import { useStore } from '../store'
import { shadeWish, wishShade } from '../theme'
import { useMe } from './me'

const shades = ['auto', 'light', 'dark'] as const

/** Who is signed in, and what is theirs alone: language, light, way out. */
export function Account({ isFolded }: { readonly isFolded: boolean }) {
  const text = useText()
  const { staff } = useMe()
  const navigate = useNavigate()
  const wish = useStore(shadeWish)
  const leave = async () => {
    await api.deskSignOut({}).catch(() => undefined)
    session.end('left')
  }
  const items = [
    { key: 'profile', icon: <UserOutlined />, label: text.shell.profile, onClick: () => void navigate('/profile') },
    { key: 'language', icon: <GlobalOutlined />, label: text.shell.language, onClick: () => speak(language.get() === 'zh' ? 'en' : 'zh') },
    { key: 'shade', icon: <BgColorsOutlined />, label: text.shell.shade, children: shades.map((shade) => ({ key: shade, label: `${wish === shade ? '✓ ' : '  '}${text.shell.shades[shade]}`, onClick: () => wishShade(shade) })) },
    { type: 'divider' as const },
    { key: 'leave', icon: <LogoutOutlined />, label: text.shell.signOut, onClick: () => void leave() },
  ]
  return (
    <div className="account">
      <Dropdown menu={{ items }} trigger={['click']} placement="topLeft">
        <Button type="text" block id="account" {...(isFolded ? { 'aria-label': `${text.shell.account} ${staff.name}` } : {})}>
          <span className="face" aria-hidden>{staff.name.slice(0, 1)}</span>
          {!isFolded && <span className="account-name"><b>{staff.name}</b><small>{text.common.roles[staff.role]}</small></span>}
        </Button>
      </Dropdown>
    </div>
  )
}
