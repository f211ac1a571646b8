using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

using Microsoft.Playwright;

namespace SearchCore.Web.BrowserTests;

/// <summary>How somebody comes to the page.</summary>
public sealed record Reader
{
    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 900;

    public bool Dark { get; init; }

    public bool JavaScript { get; init; } = true;

    /// <summary>Whether the page's script never comes, as on a bad line; scripts of tests run.</summary>
    public bool ScriptIsLost { get; init; }

    public string Zone { get; init; } = "UTC";

    public bool Touch { get; init; }
}

/// <summary>A page in a browser of its own, which keeps account of everything that must not happen.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string address;
    private readonly bool scripts;
    private readonly ConcurrentQueue<string> faults = new();

    private Visit(IBrowserContext context, IPage page, string address, bool scripts) =>
        (this.context, Page, this.address, this.scripts) = (context, page, address, scripts);

    public IPage Page { get; }

    public IBrowserContext Context => context;

    /// <summary>Requests that went to another place than the service.</summary>
    public ConcurrentQueue<string> Foreign { get; } = new();

    /// <summary>Errors of scripts, of the console, of the security policy.</summary>
    public IEnumerable<string> Faults => faults;

    /// <summary>How many articles the page says that there are.</summary>
    public async Task<int> TotalAsync() => int.Parse(
        await Page.Locator("#app .total, #served .total").First.GetAttributeAsync("data-total") ?? "-1", CultureInfo.InvariantCulture);

    /// <summary>Opens an address of the service.</summary>
    public static async Task<Visit> OpenAsync(Newsroom newsroom, string path, Reader? reader = null)
    {
        reader ??= new();
        var context = await newsroom.Browser.NewContextAsync(new()
        {
            BaseURL = newsroom.Address,
            ViewportSize = new() { Width = reader.Width, Height = reader.Height },
            ColorScheme = reader.Dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = reader.JavaScript,
            TimezoneId = reader.Zone,
            ReducedMotion = ReducedMotion.Reduce,
            HasTouch = reader.Touch,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page, newsroom.Address, reader.JavaScript && !reader.ScriptIsLost);
        visit.Watch();
        await page.AddInitScriptAsync(
            "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI));"
            + "self.ran = () => console.error('a script of an archive ran');");
        if (reader.ScriptIsLost)
        {
            await page.RouteAsync("**/app.js*", route => route.AbortAsync());
        }

        await visit.GoAsync(path);
        return visit;
    }

    /// <summary>Goes to an address as by a bookmark.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await SettleAsync();
    }

    /// <summary>Waits until the page shows what it was asked for.</summary>
    public async Task SettleAsync()
    {
        if (!scripts)
        {
            return;
        }

        await Page.Locator("#app:not([hidden]) main").WaitForAsync();
        await GoneAsync("#served");
        await GoneAsync("#app .loading, #app [aria-busy=true]");
    }

    /// <summary>The query that the address holds: its path and parameters.</summary>
    public string Where => Page.Url[address.Length..];

    /// <summary>Fails where anything happened that must not.</summary>
    public void RequireNoFaults()
    {
        Assert.Empty(Faults);
        Assert.Empty(Foreign);
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    /// <summary>What the page answers to an expression.</summary>
    public async Task<T> AskAsync<T>(string expression)
    {
        var found = await Page.EvaluateAsync<JsonElement>(expression);
        return found.Deserialize<T>()!;
    }

    // Not by a function in the page: the security policy lets none be made of text.
    private Task GoneAsync(string what) => Page.Locator(what).First.WaitForAsync(new() { State = WaitForSelectorState.Detached });

    private void Watch()
    {
        Page.PageError += (_, error) => faults.Enqueue(error);
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                faults.Enqueue($"{message.Type}: {message.Text} {message.Location}");
            }
        };
        Page.Dialog += async (_, dialog) =>
        {
            faults.Enqueue($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address + "/", StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                Foreign.Enqueue(request.Url);
            }
        };
    }
}
