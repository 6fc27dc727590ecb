import { ArrowLeftOutlined } from '@ant-design/icons'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-router'
import { useText } from '../language'

interface PageProps {
  readonly title: string
  readonly about?: ReactNode
  readonly tag?: ReactNode
  readonly actions?: ReactNode
  readonly back?: { readonly to: string; readonly say: string }
  /** For one form or one decision: not wider than can be read. */
  readonly isNarrow?: boolean
  readonly children: ReactNode
}

/** A screen under its title; the tab is called the same. */
export function Page({ title, about, tag, actions, back, isNarrow = false, children }: PageProps) {
  const text = useText()
  useEffect(() => {
    document.title = `${title} · ${text.common.product}`
  }, [title, text])
  return (
    <div className={isNarrow ? 'page page-narrow' : 'page'}>
      {back !== undefined && <Link className="page-back" to={back.to}><ArrowLeftOutlined aria-hidden /> {back.say}</Link>}
      <div className="page-head">
        <div className="page-title">
          <h1>{title}</h1>
          {tag}
          {about !== undefined && <p className="page-about">{about}</p>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  )
}

/** A part of a screen with a heading of its own. */
export function Panel({ title, aside, children, className = '', id }: { readonly title?: string; readonly aside?: ReactNode; readonly children: ReactNode; readonly className?: string; readonly id?: string }) {
  return (
    <section className={`panel ${className}`} id={id} aria-label={title}>
      {(title !== undefined || aside !== undefined) && <div className="panel-head">{title !== undefined && <h2>{title}</h2>}{aside}</div>}
      {children}
    </section>
  )
}

/** Names and values that belong together. */
export function Facts({ of }: { readonly of: readonly (readonly [name: string, value: ReactNode])[] }) {
  return <dl className="facts">{of.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}
