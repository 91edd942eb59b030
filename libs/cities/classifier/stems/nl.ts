import { StemList } from './stem-list';

export const nl: StemList = {
  language: `nl`,
  goods: {
    food: `
      voedsel, voeding, levensmiddel, houdbar, blikvoer, meel$, suiker, rijst, melk$, babyvoeding,
      drinkwater, aardappel, groente, vlees, snoep, koffie, *voedsel`,
    medical: `
      medicijn, geneesmiddel, medische, medische hulpm, verband$, verbandmid, ehbo, ziekenhuisbed,
      ziekenhuisbedden, rolstoel, krukken, brancard, beademing, mondkap`,
    hygiene: `
      hygiëne, zeep$, luiers, maandverband, schoonmaak, wasmiddel, ontsmet, tandpasta, toiletart`,
    clothing: `kleding, *kleding, kleren, jassen, schoenen, laarzen, sokken, handschoen, mutsen`,
    bedding: `
      dekens, deken$, matras, matrassen, kussens, beddengoed, slaapzak, veldbed, bedden, dekbed,
      handdoek`,
    shelter: `tenten, woonunits, bouwmateriaal, bouwmaterial, ramen$, noodwoning`,
    household: `servies, pannen$, keuken, koelkast, wasmachine, meubel, huishoud, fornuis`,
    energy: `
      generatoren, aggregaten, *aggregaat, noodaggregaat, accu$, batterijen, zonnepanelen,
      transformatoren, verwarming, kachel, ketel, zaklamp, kaarsen, brandstof, brandhout`,
    water: `waterpomp, pompen, waterzuiver, waterfilter, watertank`,
    vehicles: `
      voertuig, *voertuig, auto$, bussen, ambulances, ambulance, brandweerauto, brandweerwagen,
      brandweervoertuig, vrachtwagen brandw, bestelbus, aanhanger, fietsen, vuilniswagen, trekker,
      tankautospuit, ladderwagen`,
    rescue: `
      brandweerkleding, brandweerpak, brandweermateriaal, brandweeruit, brandslang, helmen,
      kogelwer, beschermende, ademlucht`,
    it: `laptops, computers, printers, telefoons, portofoon`,
    education: `
      schoolmeubil, schoolmeubel, schoolspullen, boeken, speelgoed, speeltoestel, rugzakken,
      schoolborden`,
    reconstruction: `graafmachine, shovel, gereedschap, kraan$, wederopbouw, bouwmachine`,
    money: `geld$, *geld$, donatie geld, financiële`,
    services: `opvang, behandeling, opleiding, huisvesting`,
    other: `drones, cadeau, sportart, ballen$, knuffels cadeau`,
  },
  hints: {
    medical: `ziekenhuis`,
    rescue: `brandweer`,
    education: `school`,
  },
  generic: `hulpgoed, hulpgoederen, goederen, humanitaire, hulpmiddel, spullen$, pakketten`,
  vague: `noodhulp, hulp$, donatie, steun`,
  parts: `onderdelen`,
  carriers: `vrachtwagen, trailer$ .. hulp`,
  gear: `apparatuur, uitrusting, materiaal`,
  and: `en, alsmede`,
  purpose: `voor`,
};
