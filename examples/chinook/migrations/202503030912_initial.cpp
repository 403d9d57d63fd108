// Initial.
#include <limbeck/revision.h>

LIMBECK_REVISION(04a4d87a5054) = {
    .revises = {},
    .message = "initial",
    .created = "2025-03-03T09:12:44Z",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_table(
              "Artist",
              {
                  .columns =
                      {
                          {.name = "ArtistId",
                           .type = limbeck::integer,
                           .identity = limbeck::by_default},
                          {.name = "Name", .type = limbeck::varchar(120), .nullable = true},
                      },
                  .primary_key = {.name = "pk_Artist", .columns = {"ArtistId"}},
              });
          op.create_table("Album", {
                                       .columns =
                                           {
                                               {.name = "AlbumId",
                                                .type = limbeck::integer,
                                                .identity = limbeck::by_default},
                                               {.name = "Title", .type = limbeck::varchar(160)},
                                               {.name = "ArtistId", .type = limbeck::integer},
                                           },
                                       .primary_key = {.name = "pk_Album", .columns = {"AlbumId"}},
                                       .foreign_keys =
                                           {
                                               {
                                                   .name = "fk_Album_ArtistId_Artist",
                                                   .columns = {"ArtistId"},
                                                   .ref_table = "Artist",
                                                   .ref_columns = {"ArtistId"},
                                               },
                                           },
                                   });
          op.create_index("IFK_AlbumArtistId", "Album", {"ArtistId"});
          op.create_table(
              "Employee",
              {
                  .columns =
                      {
                          {.name = "EmployeeId",
                           .type = limbeck::integer,
                           .identity = limbeck::by_default},
                          {.name = "LastName", .type = limbeck::varchar(20)},
                          {.name = "FirstName", .type = limbeck::varchar(20)},
                          {.name = "Title", .type = limbeck::varchar(30), .nullable = true},
                          {.name = "ReportsTo", .type = limbeck::integer, .nullable = true},
                          {.name = "BirthDate", .type = limbeck::timestamp, .nullable = true},
                          {.name = "HireDate", .type = limbeck::timestamp, .nullable = true},
                          {.name = "Address", .type = limbeck::varchar(70), .nullable = true},
                          {.name = "City", .type = limbeck::varchar(40), .nullable = true},
                          {.name = "State", .type = limbeck::varchar(40), .nullable = true},
                          {.name = "Country", .type = limbeck::varchar(40), .nullable = true},
                          {.name = "PostalCode", .type = limbeck::varchar(10), .nullable = true},
                          {.name = "Phone", .type = limbeck::varchar(24), .nullable = true},
                          {.name = "Fax", .type = limbeck::varchar(24), .nullable = true},
                          {.name = "Email", .type = limbeck::varchar(60), .nullable = true},
                      },
                  .primary_key = {.name = "pk_Employee", .columns = {"EmployeeId"}},
                  .foreign_keys =
                      {
                          {
                              .name = "fk_Employee_ReportsTo_Employee",
                              .columns = {"ReportsTo"},
                              .ref_table = "Employee",
                              .ref_columns = {"EmployeeId"},
                          },
                      },
              });
          op.create_index("IFK_EmployeeReportsTo", "Employee", {"ReportsTo"});
          op.create_table(
              "Customer",
              {
                  .columns =
                      {
                          {.name = "CustomerId",
                           .type = limbeck::integer,
                           .identity = limbeck::by_default},
                          {.name = "FirstName", .type = limbeck::varchar(40)},
                          {.name = "LastName", .type = limbeck::varchar(20)},
                          {.name = "Company", .type = limbeck::varchar(80), .nullable = true},
                          {.name = "Address", .type = limbeck::varchar(70), .nullable = true},
                          {.name = "City", .type = limbeck::varchar(40), .nullable = true},
                          {.name = "State", .type = limbeck::varchar(40), .nullable = true},
                          {.name = "Country", .type = limbeck::varchar(40), .nullable = true},
                          {.name = "PostalCode", .type = limbeck::varchar(10), .nullable = true},
                          {.name = "Phone", .type = limbeck::varchar(24), .nullable = true},
                          {.name = "Fax", .type = limbeck::varchar(24), .nullable = true},
                          {.name = "Email", .type = limbeck::varchar(60)},
                          {.name = "SupportRepId", .type = limbeck::integer, .nullable = true},
                      },
                  .primary_key = {.name = "pk_Customer", .columns = {"CustomerId"}},
                  .foreign_keys =
                      {
                          {
                              .name = "fk_Customer_SupportRepId_Employee",
                              .columns = {"SupportRepId"},
                              .ref_table = "Employee",
                              .ref_columns = {"EmployeeId"},
                          },
                      },
              });
          op.create_index("IFK_CustomerSupportRepId", "Customer", {"SupportRepId"});
          op.create_table(
              "Genre",
              {
                  .columns =
                      {
                          {.name = "GenreId",
                           .type = limbeck::integer,
                           .identity = limbeck::by_default},
                          {.name = "Name", .type = limbeck::varchar(120), .nullable = true},
                      },
                  .primary_key = {.name = "pk_Genre", .columns = {"GenreId"}},
              });
          op.create_table(
              "Invoice",
              {
                  .columns =
                      {
                          {.name = "InvoiceId",
                           .type = limbeck::integer,
                           .identity = limbeck::by_default},
                          {.name = "CustomerId", .type = limbeck::integer},
                          {.name = "InvoiceDate", .type = limbeck::timestamp},
                          {.name = "BillingAddress",
                           .type = limbeck::varchar(70),
                           .nullable = true},
                          {.name = "BillingCity", .type = limbeck::varchar(40), .nullable = true},
                          {.name = "BillingState", .type = limbeck::varchar(40), .nullable = true},
                          {.name = "BillingCountry",
                           .type = limbeck::varchar(40),
                           .nullable = true},
                          {.name = "BillingPostalCode",
                           .type = limbeck::varchar(10),
                           .nullable = true},
                          {.name = "Total", .type = limbeck::numeric(10, 2)},
                      },
                  .primary_key = {.name = "pk_Invoice", .columns = {"InvoiceId"}},
                  .foreign_keys =
                      {
                          {
                              .name = "fk_Invoice_CustomerId_Customer",
                              .columns = {"CustomerId"},
                              .ref_table = "Customer",
                              .ref_columns = {"CustomerId"},
                          },
                      },
              });
          op.create_index("IFK_InvoiceCustomerId", "Invoice", {"CustomerId"});
          op.create_table(
              "MediaType",
              {
                  .columns =
                      {
                          {.name = "MediaTypeId",
                           .type = limbeck::integer,
                           .identity = limbeck::by_default},
                          {.name = "Name", .type = limbeck::varchar(120), .nullable = true},
                      },
                  .primary_key = {.name = "pk_MediaType", .columns = {"MediaTypeId"}},
              });
          op.create_table(
              "Track",
              {
                  .columns =
                      {
                          {.name = "TrackId",
                           .type = limbeck::integer,
                           .identity = limbeck::by_default},
                          {.name = "Name", .type = limbeck::varchar(200)},
                          {.name = "AlbumId", .type = limbeck::integer, .nullable = true},
                          {.name = "MediaTypeId", .type = limbeck::integer},
                          {.name = "GenreId", .type = limbeck::integer, .nullable = true},
                          {.name = "Composer", .type = limbeck::varchar(220), .nullable = true},
                          {.name = "Milliseconds", .type = limbeck::integer},
                          {.name = "Bytes", .type = limbeck::integer, .nullable = true},
                          {.name = "UnitPrice", .type = limbeck::numeric(10, 2)},
                      },
                  .primary_key = {.name = "pk_Track", .columns = {"TrackId"}},
                  .foreign_keys =
                      {
                          {
                              .name = "fk_Track_AlbumId_Album",
                              .columns = {"AlbumId"},
                              .ref_table = "Album",
                              .ref_columns = {"AlbumId"},
                          },
                          {
                              .name = "fk_Track_GenreId_Genre",
                              .columns = {"GenreId"},
                              .ref_table = "Genre",
                              .ref_columns = {"GenreId"},
                          },
                          {
                              .name = "fk_Track_MediaTypeId_MediaType",
                              .columns = {"MediaTypeId"},
                              .ref_table = "MediaType",
                              .ref_columns = {"MediaTypeId"},
                          },
                      },
              });
          op.create_index("IFK_TrackAlbumId", "Track", {"AlbumId"});
          op.create_index("IFK_TrackGenreId", "Track", {"GenreId"});
          op.create_index("IFK_TrackMediaTypeId", "Track", {"MediaTypeId"});
          op.create_table(
              "InvoiceLine",
              {
                  .columns =
                      {
                          {.name = "InvoiceLineId",
                           .type = limbeck::integer,
                           .identity = limbeck::by_default},
                          {.name = "InvoiceId", .type = limbeck::integer},
                          {.name = "TrackId", .type = limbeck::integer},
                          {.name = "UnitPrice", .type = limbeck::numeric(10, 2)},
                          {.name = "Quantity", .type = limbeck::integer},
                      },
                  .primary_key = {.name = "pk_InvoiceLine", .columns = {"InvoiceLineId"}},
                  .foreign_keys =
                      {
                          {
                              .name = "fk_InvoiceLine_InvoiceId_Invoice",
                              .columns = {"InvoiceId"},
                              .ref_table = "Invoice",
                              .ref_columns = {"InvoiceId"},
                          },
                          {
                              .name = "fk_InvoiceLine_TrackId_Track",
                              .columns = {"TrackId"},
                              .ref_table = "Track",
                              .ref_columns = {"TrackId"},
                          },
                      },
              });
          op.create_index("IFK_InvoiceLineInvoiceId", "InvoiceLine", {"InvoiceId"});
          op.create_index("IFK_InvoiceLineTrackId", "InvoiceLine", {"TrackId"});
          op.create_table(
              "Playlist",
              {
                  .columns =
                      {
                          {.name = "PlaylistId",
                           .type = limbeck::integer,
                           .identity = limbeck::by_default},
                          {.name = "Name", .type = limbeck::varchar(120), .nullable = true},
                      },
                  .primary_key = {.name = "pk_Playlist", .columns = {"PlaylistId"}},
              });
          op.create_table(
              "PlaylistTrack",
              {
                  .columns =
                      {
                          {.name = "PlaylistId", .type = limbeck::integer},
                          {.name = "TrackId", .type = limbeck::integer},
                      },
                  .primary_key = {.name = "pk_PlaylistTrack", .columns = {"PlaylistId", "TrackId"}},
                  .foreign_keys =
                      {
                          {
                              .name = "fk_PlaylistTrack_PlaylistId_Playlist",
                              .columns = {"PlaylistId"},
                              .ref_table = "Playlist",
                              .ref_columns = {"PlaylistId"},
                          },
                          {
                              .name = "fk_PlaylistTrack_TrackId_Track",
                              .columns = {"TrackId"},
                              .ref_table = "Track",
                              .ref_columns = {"TrackId"},
                          },
                      },
              });
          op.create_index("IFK_PlaylistTrackPlaylistId", "PlaylistTrack", {"PlaylistId"});
          op.create_index("IFK_PlaylistTrackTrackId", "PlaylistTrack", {"TrackId"});
        },
    .downgrade =
        [](limbeck::Operations& op) {
          op.drop_index("IFK_PlaylistTrackTrackId", "PlaylistTrack");
          op.drop_index("IFK_PlaylistTrackPlaylistId", "PlaylistTrack");
          op.drop_table("PlaylistTrack");
          op.drop_table("Playlist");
          op.drop_index("IFK_InvoiceLineTrackId", "InvoiceLine");
          op.drop_index("IFK_InvoiceLineInvoiceId", "InvoiceLine");
          op.drop_table("InvoiceLine");
          op.drop_index("IFK_TrackMediaTypeId", "Track");
          op.drop_index("IFK_TrackGenreId", "Track");
          op.drop_index("IFK_TrackAlbumId", "Track");
          op.drop_table("Track");
          op.drop_table("MediaType");
          op.drop_index("IFK_InvoiceCustomerId", "Invoice");
          op.drop_table("Invoice");
          op.drop_table("Genre");
          op.drop_index("IFK_CustomerSupportRepId", "Customer");
          op.drop_table("Customer");
          op.drop_index("IFK_EmployeeReportsTo", "Employee");
          op.drop_table("Employee");
          op.drop_index("IFK_AlbumArtistId", "Album");
          op.drop_table("Album");
          op.drop_table("Artist");
        },
};
