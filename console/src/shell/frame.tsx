import { BookOutlined, CalendarOutlined, CrownOutlined, GiftOutlined, SafetyCertificateOutlined, ShoppingOutlined, ShopOutlined, StopOutlined, TagsOutlined, TeamOutlined, UserOutlined, AuditOutlined, DashboardOutlined, LineChartOutlined, SettingOutlined, ApiOutlined, KeyOutlined, ImportOutlined, SolutionOutlined } from '@ant-design/icons'
import { Layout, Menu } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { Link, useLocation } from 'react-router'
import { useText } from '../language'
import { ExportTray } from '../parts/export'
import { Account } from './account'
import { Keys } from './keys'
import { Mark } from './mark'
import type { Place } from './places'

const icons: Readonly<Record<Place['key'], ReactNode>> = {
  campaigns: <GiftOutlined />, calendar: <CalendarOutlined />, rules: <BookOutlined />, tiers: <CrownOutlined />, members: <UserOutlined />, mall: <ShoppingOutlined />, vouchers: <TagsOutlined />, today: <DashboardOutlined />,
  reports: <LineChartOutlined />, audit: <AuditOutlined />, settings: <SettingOutlined />, reviews: <SafetyCertificateOutlined />, blocks: <StopOutlined />, staff: <TeamOutlined />, stores: <ShopOutlined />, keys: <KeyOutlined />,
  webhooks: <ApiOutlined />, imports: <ImportOutlined />, approvals: <SolutionOutlined />,
}
const groups = ['now', 'promise', 'people', 'shop', 'connect'] as const

/** Menu on the left, who is signed in at its foot, the screen on paper. */
export function Frame({ places, children }: { readonly places: readonly Place[]; readonly children: ReactNode }) {
  const text = useText()
  const { pathname } = useLocation()
  const [isFolded, fold] = useState(false)
  const main = useRef<HTMLElement>(null)
  const current = [...places].reverse().find(({ path }) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`)))
  const items = groups.flatMap((group) => {
    const inGroup = places.filter((place) => place.group === group)
    return inGroup.length === 0 ? [] : [{ key: group, type: 'group' as const, label: text.shell.groups[group], children: inGroup.map(({ key, path }) => ({ key, icon: icons[key], label: <Link to={path}>{text.shell.menu[key]}</Link> })) }]
  })
  return (
    <Layout className="frame">
      <a className="skip" href="#main" onClick={(press) => (press.preventDefault(), main.current?.focus())}>{text.common.skip}</a>
      <Layout.Sider className="side" width={208} breakpoint="xl" collapsedWidth={64} collapsed={isFolded} onBreakpoint={fold} theme="light" trigger={null}>
        <Link to="/" className="brand" aria-label={text.common.product}><Mark />{!isFolded && <span>{text.common.product}</span>}</Link>
        <nav aria-label={text.common.menu}>
          <Menu mode="inline" inlineCollapsed={isFolded} items={items} selectedKeys={current === undefined ? [] : [current.key]} />
        </nav>
        <Account isFolded={isFolded} />
      </Layout.Sider>
      <main id="main" ref={main} tabIndex={-1} className="main">{children}</main>
      <ExportTray />
      <Keys places={places} />
    </Layout>
  )
}
