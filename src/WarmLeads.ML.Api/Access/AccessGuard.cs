namespace WarmLeads.ML.Api;

/// <summary>Refuses who may not call, before anything is read of the request.</summary>
static class AccessGuard
{
    const string Health = "/health";

    /// <summary>Looks at the host's name, at the site that a browser's page comes from, and at the key.</summary>
    public static async Task Check(HttpContext context, RequestDelegate next)
    {
        var services = context.RequestServices;
        if (!services.GetRequiredService<AllowedHosts>().Admit(context.Request))
        {
            await ServiceGate.AnswerAsync(
                context, StatusCodes.Status400BadRequest, "Unknown host",
                $"The service is not called '{context.Request.Host.Host}'; add the name to setting AllowedHosts if it is.");
            return;
        }

        if (IsFromAnotherSite(context.Request))
        {
            await ServiceGate.AnswerAsync(
                context, StatusCodes.Status403Forbidden, "Another site's page",
                "A page of another site may not change anything here; send the request from a program, or from a page of this service.");
            return;
        }

        var keys = services.GetRequiredService<ApiKeys>();
        if (keys.AreNeeded ? context.Request.Path.StartsWithSegments(Health, StringComparison.OrdinalIgnoreCase) || keys.Admit(context.Request) : ApiKeys.IsLocal(context))
        {
            await next(context);
            return;
        }

        if (keys.AreNeeded)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"WarmLeads.ML\", charset=\"UTF-8\"";
            await ServiceGate.AnswerAsync(
                context, StatusCodes.Status401Unauthorized, "A key is needed",
                "Send a key of setting ApiKeys with the header Authorization: Bearer KEY, or as the name of basic authentication.");
        }
        else
        {
            await ServiceGate.AnswerAsync(
                context, StatusCodes.Status403Forbidden, "Only this machine is served",
                "No key is configured, so only callers on the same machine are answered; set ApiKeys (WarmLeads__ApiKeys__NAME=KEY) to let others in.");
        }
    }

    // Browsers tell where a page comes from, and programs do not; reading is left to the browser's own rules.
    static bool IsFromAnotherSite(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return false;
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is not ("same-origin" or "none");
        return request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
