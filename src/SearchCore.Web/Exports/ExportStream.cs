using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

using SearchCore.Json;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Exports;

/// <summary>How articles are written.</summary>
internal enum ExportFormat
{
    /// <summary>A JSON object a line, in the form in which articles are read: to be indexed again.</summary>
    Ndjson,

    /// <summary>A JSON object a line, with what was recognized and where it is mentioned.</summary>
    Stored,

    /// <summary>A row each, for spreadsheets.</summary>
    Csv,
}

/// <summary>
/// Articles to whoever asks, as fast as they read and no faster: memory does not grow with their number. A stream that is cut says so in
/// its last record, so that nobody takes a part for the whole.
/// </summary>
internal sealed class ExportStream(ExportFormat format, int most)
{
    private const int FlushBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> buffer = new(2 * FlushBytes);
    private readonly StringBuilder text = new();
    private readonly bool isCsv = format == ExportFormat.Csv;
    private long written;

    /// <summary>What the answer is.</summary>
    public string ContentType => isCsv ? "text/csv; charset=utf-8" : "application/x-ndjson";

    /// <summary>Sends articles.</summary>
    /// <param name="response">The answer, of which nothing was sent yet.</param>
    /// <param name="articles">The articles; where their query cannot be run the first one throws, and nothing is sent.</param>
    /// <param name="gone">Nobody reads any more.</param>
    /// <param name="end">The service stops.</param>
    public async Task SendAsync(
        HttpResponse response, IAsyncEnumerable<StoredArticle> articles, CancellationToken gone, CancellationToken end)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(gone, end);
        await using var each = articles.GetAsyncEnumerator(over.Token);
        var some = await each.MoveNextAsync();
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"articles.{(isCsv ? "csv" : "jsonl")}\"";
        if (isCsv)
        {
            CsvRows.Write(text, CsvRows.Columns);
        }

        try
        {
            for (; some && written < most; some = await each.MoveNextAsync())
            {
                Write(each.Current);
                if (buffer.WrittenCount >= FlushBytes)
                {
                    // A write that is cancelled breaks the connection: between writes it can still be said that the stream is cut.
                    await Flush(response, gone);
                }
            }
        }
        catch (Exception e) when (!gone.IsCancellationRequested && e is not OutOfMemoryException)
        {
            Cut(end.IsCancellationRequested ? "The service stops."
                : Problems.Of(e) is null ? "The archive could not be read on." : e.Message);
        }

        await Flush(response, gone);
    }

    private void Write(StoredArticle stored)
    {
        if (isCsv)
        {
            CsvRows.Write(text, stored);
            Move();
        }
        else
        {
            using var json = new Utf8JsonWriter(buffer, Answers.Plain);
            if (format == ExportFormat.Stored)
            {
                JsonSerializer.Serialize(json, stored, SearchCoreJsonContext.Default.StoredArticle);
            }
            else
            {
                SearchCoreJsonWriter.WriteExported(json, stored);
            }

            json.Flush();
            buffer.Write("\n"u8);
        }

        written++;
    }

    private void Cut(string why)
    {
        if (isCsv)
        {
            Move();
            CsvRows.Write(text, ["#error", why, $"{written.ToString(CultureInfo.InvariantCulture)} articles were written before this"]);
            return;
        }

        using var json = new Utf8JsonWriter(buffer, Answers.Plain);
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("title"u8, "The export was cut."u8);
        json.WriteString("detail"u8, why);
        json.WriteNumber("written"u8, written);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
    }

    private void Move()
    {
        foreach (var chunk in text.GetChunks())
        {
            Encoding.UTF8.GetBytes(chunk.Span, buffer);
        }

        text.Clear();
    }

    private async Task Flush(HttpResponse response, CancellationToken cancellation)
    {
        Move();
        await response.Body.WriteAsync(buffer.WrittenMemory, cancellation);
        await response.Body.FlushAsync(cancellation);
        buffer.ResetWrittenCount();
    }
}
