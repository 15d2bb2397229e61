/** Domains of mail services for everybody: an address there does not tell a firm. Names without ending stand for all. */
export const FREE_MAIL: readonly string[] = (
  'gmail googlemail yahoo ymail rocketmail hotmail outlook live msn icloud.com me.com mac.com aol gmx web.de ' +
  't-online.de freenet.de arcor.de posteo.de mailbox.org mail.com email.com mail.ru bk.ru list.ru inbox.ru rambler.ru ' +
  'yandex ya.ru ukr.net qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com 139.com naver.com ' +
  'hanmail.net daum.net docomo.ne.jp ezweb.ne.jp softbank.ne.jp proton.me protonmail pm.me tutanota.com tuta.io ' +
  'fastmail.com hey.com zoho.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it ' +
  'alice.it uol.com.br bol.com.br terra.com.br ig.com.br rediffmail.com seznam.cz centrum.cz wp.pl o2.pl onet.pl ' +
  'interia.pl abv.bg bluewin.ch ziggo.nl telenet.be skynet.be comcast.net verizon.net att.net sbcglobal.net ' +
  'bellsouth.net cox.net charter.net btinternet.com sky.com virginmedia.com talktalk.net shaw.ca rogers.com ' +
  'bigpond.com optusnet.com.au'
).split(' ');

/**
 * The domain of a mail address in small letters; `undefined` where it is no address.
 *
 * @example
 * mailDomain(' Ana@Acme.Example '); // 'acme.example'
 */
export function mailDomain(address: string): string | undefined {
  const found = /^\s*[^\s@]+@([\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?\.[\p{L}\p{N}-]{2,})\s*$/u.exec(
    address,
  );
  return found?.[1].toLowerCase();
}

/** Whether a domain is in a list of domains, and of names that stand for all their endings, such as `.fr` and `.co.uk`. */
export function isListed(domain: string, list: ReadonlySet<string>): boolean {
  const name = /^([^.]+)\.(?:(?:co|com|net|org|ne|or)\.)?[^.]+$/.exec(domain)?.[1];
  return list.has(domain) || (name !== undefined && list.has(name));
}
