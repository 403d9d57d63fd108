-- A few rows for every table of the initial revision: enough to see a migration keep them.
BEGIN;
INSERT INTO "Genre" ("GenreId", "Name") VALUES (1, 'Baroque'), (2, 'Chanson');
INSERT INTO "MediaType" ("MediaTypeId", "Name") VALUES (1, 'FLAC audio file'), (2, 'Wax cylinder');
INSERT INTO "Artist" ("ArtistId", "Name") VALUES
  (1, 'The Copper Alembics'), (2, 'Maître Limbeck'), (3, 'Les Retortes'), (4, 'A Still Small Voice'), (5, 'The');
INSERT INTO "Album" ("AlbumId", "Title", "ArtistId") VALUES
  (1, 'First Distillation', 1), (2, 'L''esprit du vin', 2), (3, 'Second Distillation', 1);
INSERT INTO "Track" ("TrackId", "Name", "AlbumId", "MediaTypeId", "GenreId", "Composer", "Milliseconds", "Bytes", "UnitPrice") VALUES
  (1, 'Cucurbit', 1, 1, 1, 'M. Limbeck', 215000, 7340032, 0.99),
  (2, 'Receiver', 1, 1, 1, NULL, 187450, NULL, 0.99),
  (3, 'La vapeur', 2, 2, 2, 'É. Retorte; "Anon."', 301200, 2147483647, 1.99),
  (4, 'Hidden track', NULL, 1, NULL, NULL, 1, 0, 0.00);
INSERT INTO "Employee" ("EmployeeId", "LastName", "FirstName", "Title", "ReportsTo", "BirthDate", "HireDate", "Address",
  "City", "State", "Country", "PostalCode", "Phone", "Fax", "Email") VALUES
  (1, 'Ferrier', 'Ida', 'Manager', NULL, '1962-02-18 00:00:00', '2002-08-14 00:00:00', '1 Mill Lane', 'Leith', NULL,
   'United Kingdom', 'EH6', '+44 131 000', NULL, 'ida@example.org'),
  (2, 'Okafor', 'Sam', NULL, 1, NULL, '2010-05-01 09:30:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "Customer" ("CustomerId", "FirstName", "LastName", "Company", "Address", "City", "State", "Country",
  "PostalCode", "Phone", "Fax", "Email", "SupportRepId") VALUES
  (1, 'Ada', 'Quill', NULL, '12 Ink Row', 'Porto Alegre', 'RS', 'Brazil', '90000', NULL, NULL, 'ada@example.org', 2),
  (2, 'Jörg', 'Brenner', 'Brenner GmbH', NULL, 'Köln', NULL, 'Germany', '50667', '+49 221 0', '+49 221 1', 'joerg@example.org', 2),
  (3, 'Nobody', 'Known', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'nobody@example.org', NULL);
INSERT INTO "Invoice" ("InvoiceId", "CustomerId", "InvoiceDate", "BillingAddress", "BillingCity", "BillingState",
  "BillingCountry", "BillingPostalCode", "Total") VALUES
  (1, 1, '2024-01-01 00:00:00', '12 Ink Row', 'Porto Alegre', 'RS', 'Brazil', '90000', 1.98),
  (2, 2, '2024-02-29 23:59:59', NULL, NULL, NULL, NULL, NULL, 1.99);
INSERT INTO "InvoiceLine" ("InvoiceLineId", "InvoiceId", "TrackId", "UnitPrice", "Quantity") VALUES
  (1, 1, 1, 0.99, 2), (2, 2, 3, 1.99, 1);
INSERT INTO "Playlist" ("PlaylistId", "Name") VALUES (1, 'Evening'), (2, NULL);
INSERT INTO "PlaylistTrack" ("PlaylistId", "TrackId") VALUES (1, 1), (1, 3), (2, 1);
COMMIT;
