import type { OrderField } from './orders.js';

/** Words in names of columns that speak for a field or against it; small letters, no accents. */
export interface FieldWords {
  /** Whole names, alone or with one of `endings` behind. */
  readonly whole: readonly string[];
  readonly endings: readonly string[];
  /** Words that hint at the field inside a longer name. */
  readonly hints: readonly string[];
  /** Words that speak against it inside a longer name. */
  readonly against: readonly string[];
}

const list = (text: string): string[] => text.trim().split(/\s+/);
const pairs = (first: readonly string[], second: readonly string[]): string[] =>
  first.flatMap((a) => second.map((b) => a + b));

const ID_ENDINGS = list('id no nr num number nummer code key ref identifier numero');
const PEOPLE =
  list(`customer customers cust client buyer shopper household hh member user account donor subscriber
  consumer purchaser patron kunde kunden kund cliente klant acheteur asiakas 客户 顧客 客戶 会员 고객`);
const DAYS = list('date day datum fecha data jour timestamp datetime time 日期 日付 날짜');
const ORDERS =
  list(`order orders invoice transaction trans basket receipt ticket bill purchase sale cart checkout
  bestellung bestell auftrag auftrags rechnung rechnungs bon beleg kauf commande facture pedido factura ordine ordre
  订单 注文 주문`);
const MONEY =
  list(`amount revenue sales total value spend spent turnover betrag umsatz summe montant importe bedrag
  omzet valor ventas gmv monetary net gross paid 金额 金額`);
const MONEY_OF =
  list(`total line order invoice sales net gross dollar payment purchase item gesamt transaction basket
  paid extended`);
const MONEY_WORDS = list('amount value total price revenue sales sum betrag preis summe');
const PIECES =
  list(`quantity qty units pieces pcs menge anzahl stueck stuck quantite cantidad aantal quantidade
  quantita 数量 수량`);
const PRICES = list('price preis prix precio prijs prezzo preco 单价 単価');
const DESCRIPTIONS = list('status type segment country city state region age gender zip category name');

/** The words of each field. */
export const FIELD_WORDS: Readonly<Record<OrderField, FieldWords>> = {
  customer: {
    whole: [...PEOPLE, 'email', 'customeremail', 'mastercustomer'],
    endings: ID_ENDINGS,
    hints: PEOPLE,
    against: [...DESCRIPTIONS, ...list('date since count order value lifetime group level score')],
  },
  date: {
    whole: [
      ...DAYS,
      ...pairs(ORDERS, DAYS),
      ...list(`createdat orderedat placedat purchasedat processedat created dateorder dateofpurchase completeddate
        datecreated createddate soldat paidat`),
    ],
    endings: list('time utc gmt'),
    hints: [...DAYS, 'at', 'on'],
    against:
      list(`ship shipped shipping deliver delivery delivered birth due update updated modified cancelled
      canceled refund refunded return returned expiry expires signup registered estimated approved limit fulfilled
      first last`),
  },
  order: {
    whole: ORDERS,
    endings: ID_ENDINGS,
    hints: ORDERS,
    against: [
      ...[DESCRIPTIONS, DAYS, MONEY, PIECES, PRICES].flat(),
      ...list(
        'line item row at customer channel method priority purpose count discount shipping tax product',
      ),
    ],
  },
  amount: {
    whole: [...MONEY, ...pairs(MONEY_OF, MONEY_WORDS), 'pricepaid', 'totalpaid', 'subtotal'],
    endings: list('usd eur gbp chf jpy inr brl inusd ineur ingbp net gross'),
    hints: [...MONEY, 'price'],
    against:
      list(`discount disc discounts tax taxes vat shipping freight cost costs refund refunded margin profit unit
      each quantity qty items count outstanding currency method id compare coupon lines status number`),
  },
  quantity: {
    whole: [
      ...PIECES,
      ...list(`count items countitems itemcount orderquantity quantityordered lineitemquantity itemquantity itemsold
        unitssold orderqty`),
    ],
    endings: [],
    hints: [...PIECES, 'items', 'count'],
    against: [
      ...[PRICES, MONEY, DAYS, ORDERS].flat(),
      ...list('cost discount customer id refunded stock available'),
    ],
  },
  unitPrice: {
    whole: [
      ...PRICES,
      ...list(`unitprice priceeach itemprice listprice priceperunit productprice sellingprice stueckpreis stuckpreis
        einzelpreis prixunitaire preciounitario lineitemprice retailprice`),
    ],
    endings: list('usd eur gbp each'),
    hints: PRICES,
    against: list('total line order discount cost compare shipping gesamt id paid freight'),
  },
};
