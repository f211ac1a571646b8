using System.Text.Json;

using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Exporting;

/// <summary>Sheets in the form asked for: below one another, or rows in a file each.</summary>
internal static class SheetsPrinter
{
    /// <summary>Writes sheets. On standard output rows can only be the first one's; the others are named.</summary>
    public static void Print(Shell shell, IReadOnlyList<Sheet> sheets, Target target)
    {
        if (target.File is not { } path)
        {
            Write(shell.Out, sheets, target.Format);
            shell.Out.Flush();
            if (target.IsRows && sheets.Count > 1)
            {
                shell.Complain(
                    $"not in {Target.Name(target.Format)}: {string.Join(", ", sheets.Skip(1).Select(s => s.Name))}; "
                    + $"--file x.{Target.Name(target.Format)} writes them beside it, --output json or md writes all");
            }

            return;
        }

        var names = new List<string>();
        Put(path, text => Write(text, sheets, target.Format));
        if (target.IsRows)
        {
            foreach (var sheet in sheets.Skip(1))
            {
                Put(target.Beside(sheet.Name), text => sheet.WriteRows(text, target.Format == OutputFormat.Tsv));
            }
        }

        shell.Complain($"written: {string.Join(", ", names.Select(n => SafeText.Line(n)))}");

        void Put(string file, Action<TextWriter> write)
        {
            using var written = OutputFile.Create(file);
            write(written.Text);
            written.Keep();
            names.Add(Path.GetFileName(file));
        }
    }

    private static void Write(TextWriter output, IReadOnlyList<Sheet> sheets, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonLine.Write(output, json =>
                {
                    json.WriteStartObject();
                    foreach (var sheet in sheets)
                    {
                        json.WriteStartArray(sheet.Name);
                        foreach (var row in sheet.Rows)
                        {
                            Write(json, sheet, row, isNamed: false);
                        }

                        json.WriteEndArray();
                    }

                    json.WriteEndObject();
                });
                break;
            case OutputFormat.Jsonl:
                foreach (var sheet in sheets)
                {
                    foreach (var row in sheet.Rows)
                    {
                        JsonLine.Write(output, json => Write(json, sheet, row, isNamed: true));
                    }
                }

                break;
            case OutputFormat.Csv or OutputFormat.Tsv:
                sheets[0].WriteRows(output, format == OutputFormat.Tsv);
                break;
            case OutputFormat.Md:
                foreach (var sheet in sheets)
                {
                    sheet.WriteMarkdown(output);
                }

                break;
            default:
                for (var i = 0; i < sheets.Count; i++)
                {
                    if (i > 0)
                    {
                        output.WriteLine();
                    }

                    sheets[i].WriteLines(output);
                }

                break;
        }
    }

    private static void Write(Utf8JsonWriter json, Sheet sheet, IReadOnlyList<Cell> row, bool isNamed)
    {
        json.WriteStartObject();
        if (isNamed)
        {
            json.WriteString("sheet"u8, sheet.Name);
        }

        for (var i = 0; i < row.Count; i++)
        {
            if (row[i].Number is { } number)
            {
                json.WriteNumber(sheet.Columns[i], Math.Round(number, 6));
            }
            else
            {
                json.WriteString(sheet.Columns[i], row[i].Text is { Length: > 0 } text ? text : null);
            }
        }

        json.WriteEndObject();
    }
}
