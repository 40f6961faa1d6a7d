-- Invented dealers, suggested beside the field Jälleenmyyjä.
insert into public.dealers (name, country) values
  ('Kuvakulma Helsinki', 'FI'), ('Pohjolan Kamera', 'FI'), ('Tampereen Valokuvatarvike', 'FI'), ('Aurinkoranta Foto', 'FI'),
  ('Ljusgården Foto', 'SE'), ('Västkustens Kamera', 'SE'), ('Fjordlys Foto', 'NO'), ('Havnens Kamera', 'DK'),
  ('Lichtblick Berlin', 'DE'), ('Kamerahaus Isar', 'DE'), ('Alpenblick Foto', 'AT'), ('Foto am See', 'CH'),
  ('Harbour Light Cameras', 'GB'), ('North Lane Photographic', 'GB'), ('Liffey Camera Room', 'IE'),
  ('Lumière du Quai', 'FR'), ('Atelier Clair', 'FR'), ('Grachtenlicht', 'NL'), ('Lichthoek', 'BE'), ('Fotohaus Lëtz', 'LU'),
  ('Luce Nuova', 'IT'), ('Casa de la Luz', 'ES'), ('Foto Miradouro', 'PT'), ('Fotosvět', 'CZ'), ('Svetlo a tieň', 'SK'),
  ('Kadr Warszawa', 'PL'), ('Fénykör', 'HU')
on conflict do nothing;
