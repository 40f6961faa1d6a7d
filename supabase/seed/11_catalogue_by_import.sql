-- The rest of the invented catalogue, loaded by the import that staff use (docs/catalogue.md explains the columns): first what the older file does
-- not say about its models, then models of every kind, some retired, some announced, some with a value that changes on a day to come.
-- A line that is refused stops the seed.
do $load$
declare
  file text;
  refused text;
begin
  foreach file in array array[$csv$code,kind,serial_place
VK-X1,,base_plate
VK-X1S,,base_plate
VK-R5,,base_plate
VK-R7,,base_plate
VK-R9,,base_plate
VK-C80,,side_panel
VK-C50,,side_panel
VL-14F28,wide_lens,lens_mount
VL-24F14,wide_lens,lens_mount
VL-35F14,standard_lens,lens_mount
VL-50F12,standard_lens,lens_mount
VL-85F12,telephoto_lens,lens_mount
VL-100M,macro_lens,lens_mount
VL-135F18,telephoto_lens,lens_mount
VL-1535,wide_lens,lens_mount
VL-2470,standard_lens,lens_mount
VL-70200,telephoto_lens,lens_mount
VL-100500,telephoto_lens,lens_mount
VL-400F28,telephoto_lens,lens_mount
VL-600F4,telephoto_lens,lens_mount
VL-TS17,wide_lens,lens_mount
VF-600,,flash_foot
VF-430,,flash_foot
VA-G1,,battery_chamber
VA-T14,,lens_mount
VA-WT2,,label
VA-RC1,,label
$csv$, $csv$code,name,category,kind,points,next_points,next_points_from,counts_until,is_registrable,registrable_from,registrable_until,serial_pattern,serial_example,strips_leading_zeros,serial_place,box_pattern
VK-X2,Valokeila X2,body,,900,,,,yes,2027-02-01,,^\d{12}$,046021000012,no,base_plate,^\d{13}$
VK-X0,Valokeila X0,body,,500,,,2026-03-31,no,,,^\d{12}$,041021003344,no,base_plate,^\d{13}$
VK-R3,Valokeila R3,body,,550,500,2027-03-01,,yes,,,^\d{12}$,050031001204,no,base_plate,^\d{13}$
VK-R4,Valokeila R4,body,,480,,,,yes,,,^\d{12}$,051031000877,no,base_plate,^\d{13}$
VK-R12,Valokeila R12,body,,90,,,,yes,,,^\d{12}$,074031000291,no,base_plate,^\d{13}$
VK-R15,Valokeila R15,body,,70,,,,yes,,,^\d{12}$,076031000518,no,base_plate,^\d{13}$
VK-T3,Valokeila Tunturi T3,body,,180,,,,yes,,,^T\d{9}$,T301004710,no,battery_chamber,^\d{13}$
VK-T5,Valokeila Tunturi T5,body,,150,,,,yes,,,^T\d{9}$,T301004711,no,battery_chamber,^\d{13}$
VK-T7,Valokeila Tunturi T7,body,,110,,,,yes,,,^T\d{9}$,T301004712,no,battery_chamber,^\d{13}$
VK-T9,Valokeila Tunturi T9,body,,85,,,,yes,,,^T\d{9}$,T301004713,no,battery_chamber,^\d{13}$
VK-M50,Valokeila Metso M50,body,,950,,,,yes,,,^M[A-Z]\d{8}$,MA00471120,no,base_plate,^\d{13}$
VK-M80,Valokeila Metso M80,body,,1200,1250,2027-01-01,,yes,,,^M[A-Z]\d{8}$,MB00471121,no,base_plate,^\d{13}$
VK-M30,Valokeila Metso M30,body,,600,,,2027-06-30,yes,,,^M[A-Z]\d{8}$,MC00471122,no,base_plate,^\d{13}$
VK-P1,Valokeila Peili 1,body,,300,,,2027-12-31,yes,,2027-06-30,^\d{12}$,030011004711,no,base_plate,^\d{13}$
VK-P10,Valokeila Peili 10,body,,200,,,2027-12-31,yes,,2027-06-30,^\d{12}$,031011004711,no,base_plate,^\d{13}$
VK-P20,Valokeila Peili 20,body,,150,,,2027-12-31,yes,,2027-06-30,^\d{12}$,032011004711,no,base_plate,^\d{13}$
VK-P30,Valokeila Peili 30,body,,100,,,2027-12-31,no,,,^\d{12}$,033011004711,no,base_plate,^\d{13}$
VK-P40,Valokeila Peili 40,body,,60,,,2027-12-31,no,,,^\d{12}$,034011004711,no,base_plate,^\d{13}$
VK-F1,Valokeila Filmi F1,body,,80,,,2025-12-31,yes,,,^\d{7}$,2100471,no,base_plate,^\d{13}$
VK-F3,Valokeila Filmi F3,body,,60,,,2025-12-31,no,,,^\d{7}$,2300471,no,base_plate,^\d{13}$
VK-K2,Valokeila Kompakti K2,body,,70,,,,yes,,,^T\d{9}$,T501004711,no,battery_chamber,^\d{13}$
VK-K4,Valokeila Kompakti K4,body,,55,,,,yes,,,^T\d{9}$,T501004712,no,battery_chamber,^\d{13}$
VK-V1,Valokeila Vlogi V1,body,,80,,,,yes,,,^T\d{9}$,T601004713,no,battery_chamber,^\d{13}$
VK-C20,Valokeila Kino C20,cine,,400,,,,yes,,,^C2\d{7}$,C20012345,no,side_panel,^\d{13}$
VK-C30,Valokeila Kino C30,cine,,450,,,,yes,,,^C3\d{7}$,C30012345,no,side_panel,^\d{13}$
VK-C100,Valokeila Kino C100,cine,,1300,1350,2027-03-01,,yes,,,^CX\d{7}$,CX0012345,no,side_panel,^\d{13}$
VK-C120,Valokeila Kino C120,cine,,1500,,,,yes,,,^CY\d{7}$,CY0012345,no,side_panel,^\d{13}$
VK-C10,Valokeila Kino C10,cine,,250,,,2026-06-30,no,,,^C1\d{7}$,C10012345,no,side_panel,^\d{13}$
VK-CR1,Valokeila Kinorobotti CR1,cine,,300,,,,yes,,,^CR\d{7}$,CR0012345,no,side_panel,^\d{13}$
VKL-18T15,Valokeila Kino-objektiivi 18 mm T1.5,lens,wide_lens,320,,,,yes,,,^K\d{6}[A-Z]$,K100470A,no,lens_barrel,^\d{13}$
VKL-25T15,Valokeila Kino-objektiivi 25 mm T1.5,lens,wide_lens,310,,,,yes,,,^K\d{6}[A-Z]$,K100471A,no,lens_barrel,^\d{13}$
VKL-35T15,Valokeila Kino-objektiivi 35 mm T1.5,lens,standard_lens,300,,,,yes,,,^K\d{6}[A-Z]$,K100472A,no,lens_barrel,^\d{13}$
VKL-50T13,Valokeila Kino-objektiivi 50 mm T1.3,lens,standard_lens,330,,,,yes,,,^K\d{6}[A-Z]$,K100473A,no,lens_barrel,^\d{13}$
VKL-85T13,Valokeila Kino-objektiivi 85 mm T1.3,lens,telephoto_lens,340,,,,yes,,,^K\d{6}[A-Z]$,K100474A,no,lens_barrel,^\d{13}$
VKL-135T22,Valokeila Kino-objektiivi 135 mm T2.2,lens,telephoto_lens,350,,,,yes,,,^K\d{6}[A-Z]$,K100475A,no,lens_barrel,^\d{13}$
VKL-1550,Valokeila Kinozoom 15–50 mm T2.9,lens,standard_lens,750,,,,yes,,,^K\d{6}[A-Z]$,K200471B,no,lens_barrel,^\d{13}$
VKL-45135,Valokeila Kinozoom 45–135 mm T2.9,lens,telephoto_lens,780,,,,yes,,,^K\d{6}[A-Z]$,K200472B,no,lens_barrel,^\d{13}$
VKL-25250,Valokeila Kinozoom 25–250 mm T2.95,lens,standard_lens,1400,,,,yes,,,^K\d{6}[A-Z]$,K200473B,no,lens_barrel,^\d{13}$
VL-16F28,Valokeila 16 mm f/2.8,lens,wide_lens,60,,,,yes,,,"^\d{6,10}$",4801001,yes,lens_mount,^\d{13}$
VL-20F14,Valokeila 20 mm f/1.4,lens,wide_lens,170,,,,yes,,,"^\d{6,10}$",4801102,yes,lens_mount,^\d{13}$
VL-20F28,Valokeila 20 mm f/2.8,lens,wide_lens,75,,,,yes,,,"^\d{6,10}$",4801203,yes,lens_mount,^\d{13}$
VL-24F28,Valokeila 24 mm f/2.8,lens,wide_lens,65,,,,yes,,,"^\d{6,10}$",4801304,yes,lens_mount,^\d{13}$
VL-28F18,Valokeila 28 mm f/1.8,lens,wide_lens,80,,,,yes,,,"^\d{6,10}$",4801405,yes,lens_mount,^\d{13}$
VL-28F28,Valokeila 28 mm f/2.8,lens,wide_lens,50,,,,yes,,,"^\d{6,10}$",4801506,yes,lens_mount,^\d{13}$
VL-35F18,Valokeila 35 mm f/1.8,lens,standard_lens,70,,,,yes,,,"^\d{6,10}$",4801607,yes,lens_mount,^\d{13}$
VL-40F2,Valokeila 40 mm f/2,lens,standard_lens,65,,,,yes,,,"^\d{6,10}$",4801708,yes,lens_mount,^\d{13}$
VL-50F14,Valokeila 50 mm f/1.4,lens,standard_lens,110,,,,yes,,,"^\d{6,10}$",4801809,yes,lens_mount,^\d{13}$
VL-50F18,Valokeila 50 mm f/1.8,lens,standard_lens,35,,,,yes,,,"^\d{6,10}$",4801910,yes,lens_mount,^\d{13}$
VL-58F14,Valokeila 58 mm f/1.4,lens,standard_lens,125,,,,yes,,,"^\d{6,10}$",4802011,yes,lens_mount,^\d{13}$
VL-85F18,Valokeila 85 mm f/1.8,lens,telephoto_lens,85,,,,yes,,,"^\d{6,10}$",4802112,yes,lens_mount,^\d{13}$
VL-105F14,Valokeila 105 mm f/1.4,lens,telephoto_lens,210,,,,yes,,,"^\d{6,10}$",4802213,yes,lens_mount,^\d{13}$
VL-135F28,Valokeila 135 mm f/2.8,lens,telephoto_lens,95,,,,yes,,,"^\d{6,10}$",4802314,yes,lens_mount,^\d{13}$
VL-200F2,Valokeila 200 mm f/2,lens,telephoto_lens,620,,,,yes,,,"^\d{6,10}$",4802415,yes,lens_mount,^\d{13}$
VL-300F28,Valokeila 300 mm f/2.8,lens,telephoto_lens,650,,,,yes,,,"^\d{6,10}$",4802516,yes,lens_mount,^\d{13}$
VL-300F4,Valokeila 300 mm f/4,lens,telephoto_lens,180,,,,yes,,,"^\d{6,10}$",4802617,yes,lens_mount,^\d{13}$
VL-400F45,Valokeila 400 mm f/4.5,lens,telephoto_lens,320,,,,yes,,,"^\d{6,10}$",4802718,yes,lens_mount,^\d{13}$
VL-500F4,Valokeila 500 mm f/4,lens,telephoto_lens,900,,,,yes,,,"^\d{6,10}$",4802819,yes,lens_mount,^\d{13}$
VL-600F63,Valokeila 600 mm f/6.3,lens,telephoto_lens,480,,,,yes,,,"^\d{6,10}$",4802920,yes,lens_mount,^\d{13}$
VL-800F56,Valokeila 800 mm f/5.6,lens,telephoto_lens,1250,,,,yes,,,"^\d{6,10}$",4803021,yes,lens_mount,^\d{13}$
VL-800F63,Valokeila 800 mm f/6.3,lens,telephoto_lens,600,,,,yes,,,"^\d{6,10}$",4803122,yes,lens_mount,^\d{13}$
VL-35M,Valokeila 35 mm f/2.8 Makro,lens,macro_lens,60,,,,yes,,,"^\d{6,10}$",4803223,yes,lens_mount,^\d{13}$
VL-60M,Valokeila 60 mm f/2.8 Makro,lens,macro_lens,75,,,,yes,,,"^\d{6,10}$",4803324,yes,lens_mount,^\d{13}$
VL-180M,Valokeila 180 mm f/3.5 Makro,lens,macro_lens,160,,,,yes,,,"^\d{6,10}$",4803425,yes,lens_mount,^\d{13}$
VL-TS24,Valokeila TS 24 mm f/3.5,lens,wide_lens,250,,,,yes,,,"^\d{6,10}$",4803526,yes,lens_mount,^\d{13}$
VL-TS50,Valokeila TS 50 mm f/2.8,lens,standard_lens,245,,,,yes,,,"^\d{6,10}$",4803627,yes,lens_mount,^\d{13}$
VL-TS90,Valokeila TS 90 mm f/2.8,lens,telephoto_lens,245,,,,yes,,,"^\d{6,10}$",4803728,yes,lens_mount,^\d{13}$
VL-815,Valokeila 8–15 mm f/4 Kalansilmä,lens,wide_lens,125,,,,yes,,,"^\d{6,10}$",4803829,yes,lens_mount,^\d{13}$
VL-1024,Valokeila 10–24 mm f/4,lens,wide_lens,160,,,,yes,,,"^\d{6,10}$",4803930,yes,lens_mount,^\d{13}$
VL-1430,Valokeila 14–30 mm f/4,lens,wide_lens,130,,,,yes,,,"^\d{6,10}$",4804031,yes,lens_mount,^\d{13}$
VL-1635,Valokeila 16–35 mm f/4,lens,wide_lens,120,,,,yes,,,"^\d{6,10}$",4804132,yes,lens_mount,^\d{13}$
VL-2450,Valokeila 24–50 mm f/4–6.3,lens,standard_lens,35,,,,yes,,,"^\d{6,10}$",4804233,yes,lens_mount,^\d{13}$
VL-24105,Valokeila 24–105 mm f/4,lens,standard_lens,140,,,,yes,,,"^\d{6,10}$",4804334,yes,lens_mount,^\d{13}$
VL-24120,Valokeila 24–120 mm f/4,lens,standard_lens,135,,,,yes,,,"^\d{6,10}$",4804435,yes,lens_mount,^\d{13}$
VL-2870,Valokeila 28–70 mm f/2,lens,standard_lens,290,,,,yes,,,"^\d{6,10}$",4804536,yes,lens_mount,^\d{13}$
VL-24200,Valokeila 24–200 mm f/4–6.3,lens,standard_lens,95,,,,yes,,,"^\d{6,10}$",4804637,yes,lens_mount,^\d{13}$
VL-28300,Valokeila 28–300 mm f/3.5–5.6,lens,standard_lens,240,,,,yes,,,"^\d{6,10}$",4804738,yes,lens_mount,^\d{13}$
VL-70200F4,Valokeila 70–200 mm f/4,lens,telephoto_lens,170,,,,yes,,,"^\d{6,10}$",4804839,yes,lens_mount,^\d{13}$
VL-70300,Valokeila 70–300 mm f/4–5.6,lens,telephoto_lens,90,,,,yes,,,"^\d{6,10}$",4804940,yes,lens_mount,^\d{13}$
VL-100400,Valokeila 100–400 mm f/4.5–5.6,lens,telephoto_lens,225,,,,yes,,,"^\d{6,10}$",4805041,yes,lens_mount,^\d{13}$
VL-120300,Valokeila 120–300 mm f/2.8,lens,telephoto_lens,980,,,,yes,,,"^\d{6,10}$",4805142,yes,lens_mount,^\d{13}$
VL-200600,Valokeila 200–600 mm f/5.6–6.3,lens,telephoto_lens,220,,,,yes,,,"^\d{6,10}$",4805243,yes,lens_mount,^\d{13}$
VL-L35F12,Valokeila L 35 mm f/1.2,lens,standard_lens,260,,,,yes,,,^L\d{9}$,L001004710,no,lens_barrel,^\d{13}$
VL-L50F095,Valokeila L 50 mm f/0.95,lens,standard_lens,520,560,2027-03-01,,yes,,,^L\d{9}$,L001004711,no,lens_barrel,^\d{13}$
VL-L85F11,Valokeila L 85 mm f/1.1,lens,telephoto_lens,480,,,,yes,,,^L\d{9}$,L001004712,no,lens_barrel,^\d{13}$
VL-L135F14,Valokeila L 135 mm f/1.4,lens,telephoto_lens,540,,,,yes,2027-02-01,,^L\d{9}$,L001004713,no,lens_barrel,^\d{13}$
VL-P50F18,Valokeila Peili 50 mm f/1.8,lens,standard_lens,20,,,2025-12-31,no,,,"^\d{6,10}$",4805344,yes,lens_mount,^\d{13}$
VL-P2870,Valokeila Peili 28–70 mm f/3.5–4.5,lens,standard_lens,25,,,2025-12-31,no,,,"^\d{6,10}$",4805445,yes,lens_mount,^\d{13}$
VL-P70210,Valokeila Peili 70–210 mm f/4,lens,telephoto_lens,30,,,2025-12-31,no,,,"^\d{6,10}$",4805546,yes,lens_mount,^\d{13}$
VF-200,Valokeila Salama 200,flash,,15,,,,yes,,,^[A-Z]{2}\d{6}$,SC304711,no,flash_foot,^\d{13}$
VF-320,Valokeila Salama 320,flash,,25,,,,yes,,,^[A-Z]{2}\d{6}$,SD304711,no,flash_foot,^\d{13}$
VF-800,Valokeila Salama 800,flash,,85,90,2027-03-01,,yes,,,^[A-Z]{2}\d{6}$,SE304711,no,flash_foot,^\d{13}$
VF-R1,Valokeila Rengassalama R1,flash,,70,,,,yes,,,^[A-Z]{2}\d{6}$,SF304711,no,flash_foot,^\d{13}$
VF-R2,Valokeila Kaksoissalama R2,flash,,95,,,,yes,,,^[A-Z]{2}\d{6}$,SG304711,no,flash_foot,^\d{13}$
VF-S400,Valokeila Studiosalama S400,flash,,90,,,,yes,,,^[A-Z]{2}\d{6}$,SH304711,no,label,^\d{13}$
VF-S800,Valokeila Studiosalama S800,flash,,140,,,,yes,,,^[A-Z]{2}\d{6}$,SI304711,no,label,^\d{13}$
VF-S1200,Valokeila Studiosalama S1200,flash,,190,,,,yes,,,^[A-Z]{2}\d{6}$,SJ304711,no,label,^\d{13}$
VF-B200,Valokeila Akkusalama B200,flash,,75,,,,yes,,,^[A-Z]{2}\d{6}$,SK304711,no,flash_foot,^\d{13}$
VF-B500,Valokeila Akkusalama B500,flash,,120,,,,yes,,,^[A-Z]{2}\d{6}$,SL304711,no,flash_foot,^\d{13}$
VF-L60,Valokeila Valopaneeli L60,flash,,60,,,,yes,,,^[A-Z]{2}\d{6}$,SM304711,no,label,^\d{13}$
VF-L120,Valokeila Valopaneeli L120,flash,,110,,,,yes,,,^[A-Z]{2}\d{6}$,SN304711,no,label,^\d{13}$
VF-420,Valokeila Salama 420,flash,,30,,,2026-06-30,no,,,^[A-Z]{2}\d{6}$,SO304711,no,flash_foot,^\d{13}$
VA-G2,Valokeila pystykahva G2,accessory,,20,,,,yes,,,^\d{8}$,30000471,no,battery_chamber,^\d{13}$
VA-G5,Valokeila pystykahva G5,accessory,,25,,,,yes,,,^\d{8}$,30001471,no,battery_chamber,^\d{13}$
VA-G7,Valokeila pystykahva G7,accessory,,22,,,2027-06-30,yes,,,^\d{8}$,30002471,no,battery_chamber,^\d{13}$
VA-T20,Valokeila jatke 2×,accessory,,55,,,,yes,,,"^\d{6,10}$",7202035,yes,lens_mount,^\d{13}$
VA-T14B,"Valokeila jatke 1,4× B",accessory,,60,,,,yes,,,"^\d{6,10}$",7202136,yes,lens_mount,^\d{13}$
VA-AD1,Valokeila sovitin AD1,accessory,,15,,,,yes,,,^\d{8}$,30005471,no,lens_mount,^\d{13}$
VA-AD2,Valokeila sovitin AD2 suotimilla,accessory,,25,,,,yes,,,^\d{8}$,30006471,no,lens_mount,^\d{13}$
VA-WT3,Valokeila langaton lähetin WT3,accessory,,105,,,,yes,,,^W\d{7}$,W0012407,no,label,^\d{13}$
VA-WT1,Valokeila langaton lähetin WT1,accessory,,60,,,2026-06-30,no,,,^W\d{7}$,W0012408,no,label,^\d{13}$
VA-ST1,Valokeila salamalähetin ST1,accessory,,30,,,,yes,,,^\d{8}$,30009471,no,flash_foot,^\d{13}$
VA-ST2,Valokeila salamalähetin ST2,accessory,,35,40,2027-03-01,,yes,,,^\d{8}$,30010471,no,flash_foot,^\d{13}$
VA-GPS1,Valokeila paikannin GPS1,accessory,,12,,,,yes,,,^\d{8}$,30011471,no,label,^\d{13}$
VA-MIC1,Valokeila mikrofoni MIC1,accessory,,20,,,,yes,,,^\d{8}$,30012471,no,label,^\d{13}$
VA-MIC2,Valokeila haulikkomikrofoni MIC2,accessory,,45,,,,yes,,,^\d{8}$,30013471,no,label,^\d{13}$
VA-XLR1,Valokeila äänisovitin XLR1,accessory,,50,,,,yes,,,^\d{8}$,30014471,no,side_panel,^\d{13}$
VA-EVF1,Valokeila etsin EVF1,accessory,,65,,,,yes,,,^\d{8}$,30015471,no,label,^\d{13}$
VA-MON5,Valokeila näyttö MON5,accessory,,55,,,,yes,,,^\d{8}$,30016471,no,rear_panel,^\d{13}$
VA-MON7,Valokeila näyttö MON7,accessory,,80,,,,yes,,,^\d{8}$,30017471,no,rear_panel,^\d{13}$
VA-DOCK,Valokeila valvontatelakka D1,accessory,,18,,,,yes,,,^\d{8}$,30018471,no,label,^\d{13}$
VA-GIM1,Valokeila vakain GIM1,accessory,,70,,,,yes,,,^\d{8}$,30019471,no,label,^\d{13}$
VA-UW1,Valokeila vesikotelo UW1,accessory,,120,,,,yes,,,^\d{8}$,30020471,no,label,^\d{13}$
VA-RC2,Valokeila kauko-ohjain RC2,accessory,,3,,,,yes,,,^\d{8}$,30021471,no,label,^\d{13}$
VA-BEL1,Valokeila palje BEL1,accessory,,40,,,2025-12-31,no,,,^\d{8}$,30022471,no,label,^\d{13}$
VA-CON1,Valokeila ohjain CON1,accessory,,15,,,,yes,2027-02-01,,^\d{8}$,30023471,no,label,^\d{13}$
$csv$] loop
    select string_agg(format('line %s %s: %s', line, code, detail), '; ') into refused
    from private.import_catalogue(private.read_csv(file), dry_run => false)
    where outcome = 'refused';
    if refused is not null then
      raise exception 'The catalogue was not loaded: %', refused;
    end if;
  end loop;
end
$load$;
