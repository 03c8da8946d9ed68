using System.Text;

namespace WarmLeads.ML.Training.Tests;

public sealed class CsvRowsTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a,b\n1,2\n", ',')]
    [InlineData("a;b\n1;2\n", ';')]
    [InlineData("a\tb\n1\t2\n", '\t')]
    [InlineData("\"a,x\";\"b,y\"\n1;2\n", ';')]
    [InlineData("a,b\r\n1,2", ',')]
    [InlineData("a,b\r1,2\r", ',')]
    [InlineData("\n\na,b\n\n1,2\n\n\n", ',')]
    public void The_header_tells_what_stands_between_fields(string text, char delimiter)
    {
        var (rows, read) = ReadAll(_folder.Write("x.csv", text));
        Assert.Equal(delimiter, read);
        Assert.Equal([["1", "2"]], rows);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_name()
    {
        using var rows = CsvRows.Open(_folder.Write("x.csv", [0xef, 0xbb, 0xbf, .. "id,b\n1,2\n"u8]));
        Assert.Equal(["id", "b"], rows.Header);
    }

    [Fact]
    public void A_byte_order_mark_before_a_large_file_loses_nothing()
    {
        var text = new StringBuilder("a,b\n");
        for (var i = 0; i < 100_000; i++)
            text.Append(i).Append(",é\n");
        var (rows, _) = ReadAll(_folder.Write("x.csv", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(text.ToString())]));
        Assert.Equal(100_000, rows.Count);
        Assert.Equal(["99999", "é"], rows[^1]);
    }

    [Fact]
    public void Gzip_is_known_by_its_content_not_by_its_name()
    {
        var (rows, _) = ReadAll(_folder.Write("x.csv", TemporaryFolder.Gzip("a,b\n1,2\n3,4\n"u8.ToArray())));
        Assert.Equal([["1", "2"], ["3", "4"]], rows);
    }

    [Fact]
    public void Names_are_trimmed_and_a_missing_name_is_the_columns_number()
    {
        using var rows = CsvRows.Open(_folder.Write("x.csv", ", a ,\" b \",\n1,2,3,4\n"));
        Assert.Equal(["column 1", "a", "b", "column 4"], rows.Header);
        Assert.Equal(2, rows.IndexOf("b"));
        Assert.Equal(-1, rows.IndexOf("c"));
    }

    [Fact]
    public void Quotes_keep_delimiters_quotes_and_line_breaks()
    {
        var (rows, _) = ReadAll(_folder.Write("x.csv", "a,b\n\"1,5\",\"say \"\"hi\"\"\"\n\"two\r\nlines\",5\" screen\n"));
        Assert.Equal([["1,5", "say \"hi\""], ["two\r\nlines", "5\" screen"]], rows);
    }

    [Fact]
    public void A_row_knows_its_line_after_line_breaks_in_quotes_and_empty_lines()
    {
        using var rows = CsvRows.Open(_folder.Write("x.csv", "a,\"b\nb\"\n1,2\n\n\n\"x\ny\r\nz\",3\n4,5\n"));
        var lines = new List<long>();
        while (rows.Read())
            lines.Add(rows.Line);
        Assert.Equal([3, 6, 9], lines);
    }

    [Fact]
    public void Rows_are_the_same_wherever_the_blocks_of_the_file_end()
    {
        var text = new StringBuilder("a,b,c\n");
        var expected = new List<string[]>();
        for (var i = 0; i < 30_000; i++)
        {
            string[] row = [new string('é', i % 7), $"\"{i}\"\r\n,", i.ToString()];
            expected.Add([row[0], row[1].Trim(), row[2]]);
            text.Append(row[0]).Append(",\"").Append(row[1].Replace("\"", "\"\"")).Append("\",").Append(row[2]).Append("\r\n");
        }

        var (rows, _) = ReadAll(_folder.Write("x.csv", text.ToString()));
        Assert.Equal(expected, rows);
    }

    [Fact]
    public void One_column_files_keep_quoted_empty_values()
    {
        var (rows, _) = ReadAll(_folder.Write("x.csv", "a\n1\n\"\"\n\n2\n"));
        Assert.Equal([["1"], [""], ["2"]], rows);
    }

    [Fact]
    public void A_header_alone_has_no_rows()
    {
        using var rows = CsvRows.Open(_folder.Write("x.csv", "a,b"));
        Assert.Equal(["a", "b"], rows.Header);
        Assert.False(rows.Read());
        Assert.False(rows.Read());
        Assert.Equal(1, rows.Fraction);
    }

    [Theory]
    [InlineData("", "x.csv is empty; the first line must name the columns.")]
    [InlineData("\n\r\n\n", "x.csv has only empty lines; the first line must name the columns.")]
    [InlineData("a,b,a\n1,2,3\n", "x.csv line 1: columns 1 and 3 are both called 'a'; rename one.")]
    [InlineData("a,b\n1,2\n1\n", "x.csv line 3: 1 field where the header has 2; complete the row.")]
    [InlineData("a,b\n\n1,2,3\n", "x.csv line 3: 3 fields where the header has 2; put a field that contains ',' in double quotes.")]
    [InlineData("a\tb\n1\t2\t3\n", "x.csv line 2: 3 fields where the header has 2; put a field that contains a tab in double quotes.")]
    [InlineData("a,b\n1,2\n\"x\ny\",\"open\n3,4\n5,6\n", "x.csv line 4, field 2: the quote that opens here is never closed; close it, or double a quote that is meant as text.")]
    [InlineData("a,b\n1,\"open\"\"", "x.csv line 2, field 2: the quote that opens here is never closed; close it, or double a quote that is meant as text.")]
    [InlineData("a,\"b\n1,2\n", "x.csv line 1, field 2: the quote that opens here is never closed; close it, or double a quote that is meant as text.")]
    [InlineData("a,b\n1,\"x\" y\n", "x.csv line 2, field 2: text follows the closing quote; double a quote that is meant as text.")]
    [InlineData("a\0,b\0\n", "x.csv line 1: the header holds zero bytes, as UTF-16 or binary files do; save it as UTF-8 text.")]
    public void A_damaged_file_is_refused_with_its_line(string text, string sentence) =>
        Assert.Equal(sentence, Refusal(_folder.Write("x.csv", text)));

    [Fact]
    public void A_byte_that_is_not_utf8_is_named_with_its_place()
    {
        var file = _folder.Write("x.csv", [.. "a,b\r\n1,2\n3,caf"u8, 0xe9, .. "\n4,5\n"u8]);
        Assert.Equal(
            "x.csv line 3, byte 6 of the line (byte 15 of the text): 0xE9 is not UTF-8 here; save the file as UTF-8.", Refusal(file));
        var packed = _folder.Write("y.csv.gz", TemporaryFolder.Gzip([.. "a,b\r\n1,2\n3,caf"u8, 0xe9, .. "\n4,5\n"u8]));
        Assert.Equal(
            "y.csv.gz line 3, byte 6 of the line (byte 15 of the text): 0xE9 is not UTF-8 here; save the file as UTF-8.",
            Refusal(packed));
    }

    [Fact]
    public void A_bad_byte_far_into_the_file_and_a_character_cut_off_at_its_end_are_named()
    {
        var start = string.Concat(Enumerable.Repeat("12345,7\r\n", 20_000));
        var file = _folder.Write("x.csv", [.. "a,b\n"u8, .. Encoding.UTF8.GetBytes(start), .. "é,"u8, 0xc3]);
        Assert.Equal(
            "x.csv line 20002, byte 4 of the line (byte 180008 of the text): 0xC3 is not UTF-8 here; save the file as UTF-8.",
            Refusal(file));
    }

    [Fact]
    public void Utf16_and_zip_archives_are_refused_by_name()
    {
        var utf16 = _folder.Write("x.csv", [0xff, 0xfe, .. Encoding.Unicode.GetBytes("a,b\n1,2\n")]);
        Assert.Equal("x.csv is UTF-16 text; save it as UTF-8.", Refusal(utf16));
        var zip = _folder.Write("leads.xlsx", [.. "PK\u0003\u0004"u8, 0, 0]);
        Assert.Equal(
            "leads.xlsx is a ZIP archive, perhaps an Excel workbook; save it as CSV (UTF-8), plain or .gz.", Refusal(zip));
    }

    [Fact]
    public void A_truncated_or_altered_gzip_is_refused()
    {
        var text = new StringBuilder("a,b\n");
        for (var i = 0; i < 5_000; i++)
            text.Append(i).Append(',').Append(i * 7919 % 1000).Append('\n');
        var plain = Encoding.UTF8.GetBytes(text.ToString());
        var good = TemporaryFolder.Gzip(plain);

        foreach (var damaged in new[] { good[..12], good[..^8], good[..^1], WithLastByteOfChecksumChanged(good) })
        {
            Assert.Equal(
                "x.csv.gz is damaged: its gzip data cannot be unpacked to the end; make or copy the file again.",
                Refusal(_folder.Write("x.csv.gz", damaged)));
        }
    }

    [Fact]
    public void A_gzip_cut_anywhere_is_refused_and_one_of_two_members_is_read_whole()
    {
        var member = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{i * i}\n"))));
        for (var length = 2; length < member.Length; length++)
            Refusal(_folder.Write("x.csv.gz", member[..length]));
        var (rows, _) = ReadAll(_folder.Write("x.csv.gz", [.. member, .. TemporaryFolder.Gzip("40,1600\n"u8.ToArray())]));
        Assert.Equal(41, rows.Count);
    }

    [Fact]
    public void A_record_that_never_ends_is_refused_without_being_held()
    {
        // 256 MB of one line behind gzip: the reader must stop at 16 MB, so a line of 2 GB costs it no more.
        var path = _folder["x.csv.gz"];
        using (var file = File.Create(path))
        using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write("a,b\n1,2\n"u8);
            var megabyte = new byte[1 << 20];
            Array.Fill(megabyte, (byte)'x');
            for (var i = 0; i < 256; i++)
                gzip.Write(megabyte);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var sentence = Refusal(path);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(
            "x.csv.gz line 3: the record that starts here is longer than 16 MB (16,777,216 characters); " +
            "shorten it, or close a quote that was left open.", sentence);
        Assert.InRange(allocated, 0, 160L << 20);
    }

    [Fact]
    public void A_record_of_exactly_the_limit_is_read_and_one_character_more_is_not()
    {
        var half = CsvRows.MaximumRecordLength / 2;
        var (rows, _) = ReadAll(_folder.Write("x.csv", $"a,b\n{new string('x', half)},{new string('y', half - 2)}\n"));
        Assert.Equal([half, half - 2], rows[0].Select(field => field.Length));
        Assert.StartsWith(
            "x.csv line 2: the record that starts here is longer than 16 MB",
            Refusal(_folder.Write("x.csv", $"a,b\n{new string('x', half)},{new string('y', half - 1)}\n")));
    }

    [Fact]
    public void A_record_of_commas_is_refused()
    {
        Assert.Equal(
            "x.csv line 2: the record has more than 100,000 fields; check what stands between them.",
            Refusal(_folder.Write("x.csv", $"a,b\n{new string(',', 1_000_000)}\n")));
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        var missing = Assert.Throws<FileNotFoundException>(() => CsvRows.Open(_folder["no.csv"]));
        Assert.Equal($"{_folder["no.csv"]} does not exist; check the path.", missing.Message);
        var folder = Assert.Throws<FileNotFoundException>(() => CsvRows.Open(_folder.Path));
        Assert.Equal($"{_folder.Path} is a folder; give the file in it.", folder.Message);
    }

    [Fact]
    public void A_table_holds_each_text_once_and_tells_its_progress()
    {
        var file = _folder.Write("x.csv", "city,n\nPune,1\nDelhi, 2 \nPune,3\n");
        var fractions = new List<double>();
        var table = FlatTable.Read(file, new Reports(fractions));
        Assert.Equal(3, table.RowCount);
        var city = table.Find("city");
        Assert.NotNull(city);
        Assert.Equal(["Pune", "Delhi"], city.Texts);
        Assert.Equal([0, 1, 0], city.Codes);
        Assert.Equal([2, 1], city.CountTexts());
        Assert.Equal("2", table.Columns[1][1]);
        Assert.Equal([1], fractions);
        Assert.Null(table.Find("City"));
    }

    [Fact]
    public void A_table_without_rows_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => FlatTable.Read(_folder.Write("x.csv", "a,b\n")));
        Assert.Equal("x.csv has a header and no rows; there is nothing to read.", error.Message);
    }

    static (List<string[]> Rows, char Delimiter) ReadAll(string path)
    {
        using var rows = CsvRows.Open(path);
        var all = new List<string[]>();
        while (rows.Read())
            all.Add([.. Enumerable.Range(0, rows.Header.Count).Select(column => rows[column])]);
        return (all, rows.Delimiter);
    }

    static string Refusal(string path) => Assert.Throws<InvalidDataException>(() => ReadAll(path)).Message;

    static byte[] WithLastByteOfChecksumChanged(byte[] gzip)
    {
        byte[] changed = [.. gzip];
        changed[^5] ^= 0x55;
        return changed;
    }

    sealed class Reports(List<double> fractions) : IProgress<double>
    {
        public void Report(double value) => fractions.Add(value);
    }
}
