import type { ImportField } from './fields.ts';

/** Words parted by commas. */
const split = (...lines: string[]): readonly string[] => lines.flatMap((line) => line.split(', '));

/**
 * What people write above their columns, per field, in fi, sv, en, da, nb, de, nl, fr, it, es, pt, pl, cs, sk, hu. Compared by `foldText`, so case,
 * accents and signs do not matter. A word of a list may also stand inside a longer header ("Sarjanumero (runko)").
 */
export const headerWords: Record<ImportField, readonly string[]> = {
  model_code: split(
    'Tuotekoodi, Mallikoodi, Tuotenumero, Koodi, Nimikenumero, Produktkod, Modellkod, Artikelnummer, Artikelnr',
    'Kod, Model code, Product code, Item code, Item number, Article number, SKU, Code, Modelkode, Produktkode',
    'Varenummer, Varenr, Kode, Modellkode, Modellcode, Produktcode, Modellnummer, Artikelcode, Modelcode',
    'Modelnummer, Code modèle, Code produit, Code article, Référence, Réf, Codice modello, Codice prodotto',
    'Codice articolo, Codice, Código de modelo, Código de producto, Código del modelo, Código del producto',
    'Referencia, Código, Código do modelo, Código do produto, Código do artigo, Referência, Kod modelu',
    'Kod produktu, Numer artykułu, Symbol, Kód modelu, Kód produktu, Kód výrobku, Katalogové číslo, Kód',
    'Kód tovaru, Modellkód, Termékkód, Cikkszám',
  ),
  model_name: split(
    'Malli, Tuote, Laite, Tuotenimi, Mallin nimi, Nimike, Tuotteen nimi, Modell, Produkt, Produktnamn',
    'Modellnamn, Benämning, Model, Product, Product name, Model name, Item, Equipment, Description',
    'Produktnavn, Modelnavn, Vare, Modellnavn, Modellname, Produktname, Gerät, Bezeichnung, Artikel',
    'Productnaam, Modelnaam, Toestel, Omschrijving, Modèle, Produit, Nom du produit, Désignation, Article',
    'Appareil, Modello, Prodotto, Nome prodotto, Descrizione, Articolo, Modelo, Producto, Nombre del producto',
    'Artículo, Equipo, Descripción, Produto, Nome do produto, Artigo, Equipamento, Descrição, Nazwa produktu',
    'Nazwa modelu, Sprzęt, Nazwa, Výrobek, Název, Název výrobku, Název modelu, Zařízení, Výrobok, Názov',
    'Názov výrobku, Názov modelu, Zariadenie, Termék, Terméknév, Modell neve, Típus, Megnevezés',
  ),
  serial_number: split(
    'Sarjanumero, Sarjanro, Sarjanum, Valmistenumero, Serienummer, Serienr, Tillverkningsnummer, Serial number',
    'Serial no, Serial, S/N, SN, Serial #, Serialno, Serialnr, Seriennummer, Seriennr, Serien-Nr.',
    'Fabriknummer, Numéro de série, N° de série, Nº de série, No de série, Série, Numero di serie, N. di serie',
    'Matricola, Seriale, Numero seriale, Número de serie, N.º de serie, Nº de serie, Núm. de serie',
    'Número de série, N.º de série, Numer seryjny, Nr seryjny, Nr fabryczny, Sériové číslo, Výrobní číslo',
    'Sér. č., Výrobné číslo, Sorozatszám, Gyári szám, Gyártási szám, Szériaszám',
  ),
  purchased_on: split(
    'Ostopäivä, Ostopvm, Ostopäivämäärä, Hankintapäivä, Hankintapvm, Ostettu, Päivämäärä, Pvm, Päiväys',
    'Laskun päivä, Inköpsdatum, Köpdatum, Köpt, Inköpsdag, Datum, Purchase date, Date of purchase',
    'Date purchased, Purchased, Purchased on, Bought, Bought on, Invoice date, Date, Købsdato, Købt',
    'Indkøbsdato, Dato, Kjøpsdato, Innkjøpsdato, Kjøpt, Kaufdatum, Gekauft am, Anschaffungsdatum',
    'Rechnungsdatum, Einkaufsdatum, Aankoopdatum, Gekocht op, Koopdatum, Datum van aankoop, Factuurdatum',
    "Date d’achat, Date d'achat, Acheté le, Date de facture, Data di acquisto, Data d'acquisto, Data acquisto",
    'Acquistato il, Data, Fecha de compra, Comprado el, Fecha, Fecha de factura, Data de compra',
    'Data da compra, Comprado em, Data de aquisição, Data zakupu, Kupiono, Data nabycia, Datum nákupu, Koupeno',
    'Datum koupě, Datum pořízení, Dátum nákupu, Dátum kúpy, Kúpené, Dátum, Vásárlás dátuma, Vásárlás napja',
    'Vétel dátuma, Beszerzés dátuma, Vásárolva',
  ),
  purchased_on_is_estimate: split(
    'Ostopäivä arvio, Ostopäivä on arvio, Arvio ostopäivästä, Päivä arvio, Arvioitu ostopäivä, Arvio, Arvioitu',
    'Inköpsdatum uppskattat, Uppskattat datum, Datum uppskattat, Uppskattning, Uppskattat',
    'Purchase date estimated, Purchase date is an estimate, Date estimated, Estimated date, Estimate',
    'Estimated, Approximate, Approximate date, Købsdato anslået, Anslået dato, Anslået, Skøn',
    'Kjøpsdato anslått, Anslått dato, Anslått, Anslag, Kaufdatum geschätzt, Geschätztes Datum, Datum geschätzt',
    'Geschätzt, Schätzung, Aankoopdatum geschat, Geschatte datum, Datum geschat, Geschat, Schatting',
    "Date d'achat estimée, Date estimée, Estimée, Estimation, Date approximative, Data di acquisto stimata",
    'Data stimata, Stima, Stimata, Fecha de compra estimada, Fecha estimada, Estimación, Fecha aproximada',
    'Data de compra estimada, Data estimada, Estimativa, Data zakupu szacowana, Data szacunkowa, Szacunkowa',
    'Szacunek, Datum nákupu odhad, Odhad data, Odhad, Dátum nákupu odhad, Odhad dátumu',
    'Vásárlás dátuma becsült, Becsült dátum, Becslés, Becsült',
  ),
  purchase_country: split(
    'Ostomaa, Maa, Hankintamaa, Inköpsland, Köpland, Land, Purchase country, Country of purchase, Country',
    'Købsland, Indkøbsland, Kjøpsland, Innkjøpsland, Kaufland, Land des Kaufs, Einkaufsland, Land van aankoop',
    "Aankoopland, Pays d’achat, Pays d'achat, Pays, Paese di acquisto, Paese d'acquisto, Paese, Nazione",
    'País de compra, País, País da compra, Kraj zakupu, Kraj, Państwo, Země nákupu, Země, Stát, Krajina nákupu',
    'Krajina, Štát, Vásárlás országa, Vétel országa, Ország',
  ),
  dealer_name: split(
    'Jälleenmyyjä, Myyjä, Myymälä, Kauppa, Liike, Ostopaikka, Toimittaja, Återförsäljare, Butik, Inköpsställe',
    'Säljare, Leverantör, Dealer, Reseller, Retailer, Shop, Store, Seller, Vendor, Supplier, Place of purchase',
    'Bought from, Purchased from, Forhandler, Butikken, Sælger, Leverandør, Købssted, Selger, Kjøpssted',
    'Händler, Fachhändler, Verkäufer, Geschäft, Lieferant, Kaufort, Gekauft bei, Verkoper, Winkel, Leverancier',
    "Wederverkoper, Gekocht bij, Revendeur, Vendeur, Magasin, Fournisseur, Lieu d’achat, Lieu d'achat",
    'Acheté chez, Rivenditore, Negozio, Venditore, Fornitore, Luogo di acquisto, Distribuidor, Tienda',
    'Vendedor, Comercio, Proveedor, Lugar de compra, Revendedor, Loja, Fornecedor, Local de compra, Sprzedawca',
    'Sklep, Dostawca, Miejsce zakupu, Prodejce, Obchod, Dodavatel, Místo nákupu, Predajca, Dodávateľ',
    'Miesto nákupu, Kereskedő, Bolt, Üzlet, Eladó, Szállító, Forgalmazó, Vásárlás helye',
  ),
  dealer_is_estimate: split(
    'Jälleenmyyjä arvio, Jälleenmyyjä on arvio, Arvio jälleenmyyjästä, Arvioitu jälleenmyyjä',
    'Återförsäljare uppskattad, Uppskattad återförsäljare, Dealer estimated, Dealer is an estimate',
    'Estimated dealer, Dealer uncertain, Forhandler anslået, Anslået forhandler, Forhandler anslått',
    'Anslått forhandler, Händler geschätzt, Geschätzter Händler, Händler unsicher, Dealer geschat',
    'Verkoper geschat, Geschatte dealer, Revendeur estimé, Vendeur estimé, Rivenditore stimato',
    'Distribuidor estimado, Tienda estimada, Revendedor estimado, Sprzedawca szacunkowo, Sprzedawca szacunek',
    'Sprzedawca szacowany, Prodejce odhad, Predajca odhad, Kereskedő becsült, Becsült kereskedő',
  ),
};
